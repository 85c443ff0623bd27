//! Creates registrations for events, and what those who registered know of each event.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(registration()).await?;
        manager.create_table(event_roll()).await?;
        for (name, columns, unique) in INDEXES {
            let mut index = Index::create();
            index.name(*name).table("registration");
            for column in *columns {
                index.col(*column);
            }
            if *unique {
                index.unique();
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("event_roll").to_owned()).await?;
        manager.drop_table(Table::drop().table("registration").to_owned()).await
    }
}

/// Name, columns, and whether what they hold is unique.
type IndexOf = (&'static str, &'static [&'static str], bool);

const INDEXES: &[IndexOf] = &[
    ("registration_once", &["listing_id", "person_id"], true),
    ("registration_person", &["person_id"], false),
    ("registration_place", &["listing_id", "state", "place"], false),
];

fn registration() -> TableCreateStatement {
    let mut of_person = ForeignKey::create();
    of_person.name("registration_of_person").from("registration", "person_id").to("person", "id");
    of_person.on_delete(ForeignKeyAction::Cascade);
    Table::create()
        .table("registration")
        .col(pk_uuid("id"))
        .col(uuid("listing_id"))
        .col(uuid("person_id"))
        .col(uuid_null("contact_id"))
        .col(string_len("state", 16))
        .col(big_integer("place"))
        .col(text("note"))
        .col(string_len("consent", 32))
        .col(timestamp_with_time_zone("registered_at"))
        .col(timestamp_with_time_zone("changed_at"))
        .foreign_key(&mut of_person)
        .to_owned()
}

fn event_roll() -> TableCreateStatement {
    Table::create()
        .table("event_roll")
        .col(pk_uuid("listing_id"))
        .col(big_integer("settled"))
        .col(text("known"))
        .to_owned()
}
