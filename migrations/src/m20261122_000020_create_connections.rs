//! Creates connections between people and the listings they answer, what happened to each, what was said, and how soon
//! organisations promise to reply.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [connection(), event(), message(), promise()] {
            manager.create_table(table).await?;
        }
        for (name, table, columns, unique) in INDEXES {
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
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["reply_promise", "connection_message", "connection_event", "connection"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// Name, table, columns, and whether what they hold is unique.
type IndexOf = (&'static str, &'static str, &'static [&'static str], bool);

const INDEXES: &[IndexOf] = &[
    ("connection_once", "connection", &["open_key"], true),
    ("connection_person", "connection", &["person_id", "created_at"], false),
    ("connection_listing", "connection", &["listing_id", "stage"], false),
    ("connection_organisation", "connection", &["organisation_id", "created_at"], false),
    ("connection_due", "connection", &["due_at"], false),
    ("connection_remind", "connection", &["remind_at"], false),
    ("connection_message_order", "connection_message", &["connection_id", "id"], false),
];

fn connection() -> TableCreateStatement {
    let mut of_person = ForeignKey::create();
    of_person.name("connection_of_person").from("connection", "person_id").to("person", "id");
    of_person.on_delete(ForeignKeyAction::Cascade);
    Table::create()
        .table("connection")
        .col(pk_uuid("id"))
        .col(string_len("kind", 16))
        .col(uuid("listing_id"))
        .col(string("title"))
        .col(uuid("organisation_id"))
        .col(uuid("person_id"))
        // Listing and person while it is open, nothing afterwards: nobody has two open ones for the same.
        .col(string_len_null("open_key", 80))
        .col(string_len("stage", 16))
        .col(big_integer("revision"))
        .col(text("shared"))
        .col(text("times"))
        .col(timestamp_with_time_zone_null("chosen"))
        .col(integer("promise_days"))
        .col(timestamp_with_time_zone_null("due_at"))
        .col(timestamp_with_time_zone_null("remind_at"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("moved_at"))
        .col(timestamp_with_time_zone_null("replied_at"))
        .foreign_key(&mut of_person)
        .to_owned()
}

fn event() -> TableCreateStatement {
    let mut of_connection = ForeignKey::create();
    of_connection.name("connection_event_of").from("connection_event", "connection_id").to("connection", "id");
    of_connection.on_delete(ForeignKeyAction::Cascade);
    let mut by_person = ForeignKey::create();
    by_person.name("connection_event_by").from("connection_event", "person_id").to("person", "id");
    by_person.on_delete(ForeignKeyAction::SetNull);
    Table::create()
        .table("connection_event")
        .col(uuid("connection_id"))
        .col(big_integer("revision"))
        .col(string_len("step", 16))
        .col(string_len("party", 24))
        .col(uuid_null("person_id"))
        .col(string_len("stage", 16))
        .col(text("words"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("connection_id").col("revision"))
        .foreign_key(&mut of_connection)
        .foreign_key(&mut by_person)
        .to_owned()
}

fn message() -> TableCreateStatement {
    let mut of_connection = ForeignKey::create();
    of_connection.name("connection_message_of").from("connection_message", "connection_id").to("connection", "id");
    of_connection.on_delete(ForeignKeyAction::Cascade);
    let mut by_person = ForeignKey::create();
    by_person.name("connection_message_by").from("connection_message", "person_id").to("person", "id");
    by_person.on_delete(ForeignKeyAction::SetNull);
    Table::create()
        .table("connection_message")
        .col(pk_uuid("id"))
        .col(uuid("connection_id"))
        .col(string_len("party", 24))
        .col(uuid_null("person_id"))
        .col(text("text"))
        .col(timestamp_with_time_zone("at"))
        .foreign_key(&mut of_connection)
        .foreign_key(&mut by_person)
        .to_owned()
}

fn promise() -> TableCreateStatement {
    Table::create()
        .table("reply_promise")
        .col(pk_uuid("organisation_id"))
        .col(integer("days"))
        .col(timestamp_with_time_zone("changed_at"))
        .to_owned()
}
