//! Creates calendars of facilities, bookings, and what they take: each quarter of an hour of each unit once. Creates orders
//! of technical services: the price that was named, and how the customer rates it.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(calendar()).await?;
        manager.create_table(booking()).await?;
        manager.create_table(quarter()).await?;
        manager.create_table(order()).await?;
        for (name, table, columns) in INDEXES {
            let mut index = Index::create();
            index.name(*name).table(*table);
            for column in *columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["service_order", "booking_quarter", "booking", "booking_calendar"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

const INDEXES: &[(&str, &str, &[&str])] = &[
    ("booking_facility", "booking", &["listing_id", "starts_at"]),
    ("booking_person", "booking", &["person_id"]),
    ("booking_state", "booking", &["state", "starts_at"]),
    ("booking_quarter_booking", "booking_quarter", &["booking_id"]),
    ("service_order_listing", "service_order", &["listing_id", "stars"]),
];

/// What a calendar said from a day on; the one with the last day holds.
fn calendar() -> TableCreateStatement {
    Table::create()
        .table("booking_calendar")
        .col(uuid("listing_id"))
        .col(date("since"))
        .col(text("rules"))
        .col(big_integer("revision"))
        .col(timestamp_with_time_zone("changed_at"))
        .primary_key(Index::create().name("booking_calendar_since").col("listing_id").col("since"))
        .to_owned()
}

fn booking() -> TableCreateStatement {
    let mut of_person = ForeignKey::create();
    of_person.name("booking_of_person").from("booking", "person_id").to("person", "id");
    of_person.on_delete(ForeignKeyAction::SetNull);
    Table::create()
        .table("booking")
        .col(pk_uuid("id"))
        .col(uuid("listing_id"))
        .col(uuid_null("person_id"))
        .col(uuid_null("organisation_id"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(string_len("state", 16))
        .col(text("reason"))
        .col(integer("people"))
        .col(text("roster"))
        .col(text("note"))
        .col(text("agreed"))
        .col(boolean("inside"))
        .col(string_len_null("keeper_word", 16))
        .col(timestamp_with_time_zone_null("keeper_said_at"))
        .col(string_len_null("booker_word", 16))
        .col(timestamp_with_time_zone_null("booker_said_at"))
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .col(big_integer("revision"))
        .col(timestamp_with_time_zone("made_at"))
        .col(timestamp_with_time_zone("changed_at"))
        .foreign_key(&mut of_person)
        .to_owned()
}

/// The key is what makes it impossible that two bookings have the same unit at the same time.
fn quarter() -> TableCreateStatement {
    let mut of_booking = ForeignKey::create();
    of_booking.name("booking_quarter_of_booking").from("booking_quarter", "booking_id").to("booking", "id");
    of_booking.on_delete(ForeignKeyAction::Cascade);
    Table::create()
        .table("booking_quarter")
        .col(uuid("listing_id"))
        .col(big_integer("quarter"))
        .col(integer("unit"))
        .col(uuid("booking_id"))
        .primary_key(Index::create().name("booking_quarter_once").col("listing_id").col("quarter").col("unit"))
        .foreign_key(&mut of_booking)
        .to_owned()
}

fn order() -> TableCreateStatement {
    let mut of_connection = ForeignKey::create();
    of_connection.name("service_order_of_connection").from("service_order", "connection_id").to("connection", "id");
    of_connection.on_delete(ForeignKeyAction::Cascade);
    Table::create()
        .table("service_order")
        .col(pk_uuid("connection_id"))
        .col(uuid("listing_id"))
        .col(big_integer("price_fen"))
        .col(text("price_for"))
        .col(timestamp_with_time_zone("holds_until"))
        .col(timestamp_with_time_zone("quoted_at"))
        .col(integer_null("stars"))
        .col(text("rating_words"))
        .col(timestamp_with_time_zone_null("rated_at"))
        .foreign_key(&mut of_connection)
        .to_owned()
}
