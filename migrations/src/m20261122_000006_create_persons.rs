//! Creates what signing in needs: persons, the contacts they are reached at, sessions, codes that are waited for,
//! failed attempts, and letters to be sent.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [person(), contact(), recovery_code(), session(), challenge(), attempt(), letter()] {
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
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["letter", "attempt", "challenge", "session", "recovery_code", "contact", "person"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// Table, name, columns, and whether what they hold is unique.
type IndexOf = (&'static str, &'static str, &'static [&'static str], bool);

const INDEXES: &[IndexOf] = &[
    ("contact", "contact_value", &["value"], true),
    ("contact", "contact_person", &["person_id"], false),
    ("session", "session_token", &["token_hash"], true),
    ("session", "session_person", &["person_id"], false),
    ("session", "session_expires", &["expires_at"], false),
    ("challenge", "challenge_expires", &["expires_at"], false),
    ("attempt", "attempt_expires", &["expires_at"], false),
    ("letter", "letter_due", &["due_at"], false),
];

fn person() -> TableCreateStatement {
    Table::create()
        .table("person")
        .col(pk_uuid("id"))
        .col(text("name"))
        .col(string_len("language", 8))
        .col(text_null("password_hash"))
        .col(timestamp_with_time_zone_null("password_set_at"))
        .col(text_null("totp_secret"))
        .col(big_integer("totp_step"))
        .col(timestamp_with_time_zone_null("totp_since"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .to_owned()
}

fn contact() -> TableCreateStatement {
    Table::create()
        .table("contact")
        .col(pk_uuid("id"))
        .col(uuid("person_id"))
        .col(string_len("kind", 16))
        .col(string_len("value", 254))
        .col(timestamp_with_time_zone("proven_at"))
        .foreign_key(&mut of_person("contact_of_person", "contact"))
        .to_owned()
}

fn recovery_code() -> TableCreateStatement {
    Table::create()
        .table("recovery_code")
        .col(uuid("person_id"))
        .col(string_len("code_hash", 64))
        .primary_key(Index::create().col("person_id").col("code_hash"))
        .foreign_key(&mut of_person("recovery_code_of_person", "recovery_code"))
        .to_owned()
}

fn session() -> TableCreateStatement {
    Table::create()
        .table("session")
        .col(pk_uuid("id"))
        .col(uuid("person_id"))
        .col(string_len("token_hash", 64))
        .col(text("device"))
        .col(boolean("complete"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("seen_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .foreign_key(&mut of_person("session_of_person", "session"))
        .to_owned()
}

fn challenge() -> TableCreateStatement {
    Table::create()
        .table("challenge")
        .col(pk_uuid("id"))
        .col(string_len("purpose", 16))
        .col(string_len("contact_kind", 16))
        .col(string_len("contact_value", 254))
        .col(uuid_null("person_id"))
        .col(text("code_hash"))
        .col(text("payload"))
        .col(integer("tries_left"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .to_owned()
}

fn attempt() -> TableCreateStatement {
    Table::create()
        .table("attempt")
        .col(ColumnDef::new("key").string_len(64).not_null().primary_key())
        .col(integer("count"))
        .col(timestamp_with_time_zone("last_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .to_owned()
}

fn letter() -> TableCreateStatement {
    Table::create()
        .table("letter")
        .col(pk_uuid("id"))
        .col(string_len("contact_kind", 16))
        .col(string_len("contact_value", 254))
        .col(string_len("language", 8))
        .col(string_len("kind", 32))
        .col(text("words"))
        .col(integer("tries"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("due_at"))
        .to_owned()
}

fn of_person(name: &str, table: &'static str) -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    key.name(name).from(table, "person_id").to("person", "id");
    key.on_delete(ForeignKeyAction::Cascade);
    key.to_owned()
}
