//! Creates saved searches and listings, the alerts that wait to be told, messages, and what people want by mail.

use sea_orm_migration::sea_orm::ConnectionTrait as _;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 6] = ["alert", "saved_search", "saved_listing", "message", "letter_preference", "progress"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [progress(), saved_search(), alert(), saved_listing(), message(), letter_preference()] {
            manager.create_table(table).await?;
        }
        for (table, name, columns, unique) in INDEXES {
            let mut index = Index::create();
            index.name(*name).table(*table);
            for column in *columns {
                index.col(*column);
            }
            if *unique {
                index.unique();
            }
            manager.create_index(index).await?;
        }
        let begun = "INSERT INTO progress (name, seq) VALUES ('alerts', 0), ('saved-searches', 0)";
        manager.get_connection().execute_unprepared(begun).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// Table, name, columns, and whether what they hold is unique.
type IndexOf = (&'static str, &'static str, &'static [&'static str], bool);

const INDEXES: &[IndexOf] = &[
    ("saved_search", "saved_search_person", &["person_id"], false),
    ("saved_search", "saved_search_version", &["version"], false),
    ("saved_search", "saved_search_due", &["due_at"], false),
    ("saved_search", "saved_search_leave", &["leave_token"], true),
    ("message", "message_person", &["person_id", "id"], false),
    ("message", "message_written", &["written_at"], false),
    ("letter_preference", "letter_preference_leave", &["leave_token"], true),
];

fn progress() -> TableCreateStatement {
    Table::create()
        .table("progress")
        .col(ColumnDef::new("name").string_len(32).not_null().primary_key())
        .col(big_integer("seq"))
        .to_owned()
}

fn saved_search() -> TableCreateStatement {
    Table::create()
        .table("saved_search")
        .col(pk_uuid("id"))
        .col(uuid("person_id"))
        .col(text("name"))
        .col(text("address"))
        .col(string_len("pace", 16))
        .col(big_integer("since_seq"))
        .col(big_integer("version"))
        .col(integer("unseen"))
        .col(integer("more"))
        .col(timestamp_with_time_zone_null("due_at"))
        .col(timestamp_with_time_zone_null("told_at"))
        .col(string_len("leave_token", 64))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(&mut of_person("saved_search_of_person", "saved_search"))
        .to_owned()
}

fn alert() -> TableCreateStatement {
    let mut of_search = ForeignKey::create();
    of_search.name("alert_of_search").from("alert", "saved_search_id").to("saved_search", "id");
    of_search.on_delete(ForeignKeyAction::Cascade);
    Table::create()
        .table("alert")
        .col(uuid("saved_search_id"))
        .col(uuid("listing_id"))
        .col(big_integer("seq"))
        .primary_key(Index::create().col("saved_search_id").col("listing_id"))
        .foreign_key(&mut of_search)
        .to_owned()
}

fn saved_listing() -> TableCreateStatement {
    Table::create()
        .table("saved_listing")
        .col(uuid("person_id"))
        .col(uuid("listing_id"))
        .col(timestamp_with_time_zone("saved_at"))
        .primary_key(Index::create().col("person_id").col("listing_id"))
        .foreign_key(&mut of_person("saved_listing_of_person", "saved_listing"))
        .to_owned()
}

fn message() -> TableCreateStatement {
    Table::create()
        .table("message")
        .col(pk_uuid("id"))
        .col(uuid("person_id"))
        .col(string_len("kind", 32))
        .col(text("words"))
        .col(text("link"))
        .col(timestamp_with_time_zone("written_at"))
        .col(timestamp_with_time_zone_null("read_at"))
        .foreign_key(&mut of_person("message_of_person", "message"))
        .to_owned()
}

fn letter_preference() -> TableCreateStatement {
    Table::create()
        .table("letter_preference")
        .col(uuid("person_id"))
        .col(string_len("kind", 32))
        .col(boolean("by_mail"))
        .col(string_len("leave_token", 64))
        .primary_key(Index::create().col("person_id").col("kind"))
        .foreign_key(&mut of_person("letter_preference_of_person", "letter_preference"))
        .to_owned()
}

fn of_person(name: &str, table: &'static str) -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    key.name(name).from(table, "person_id").to("person", "id");
    key.on_delete(ForeignKeyAction::Cascade);
    key.to_owned()
}
