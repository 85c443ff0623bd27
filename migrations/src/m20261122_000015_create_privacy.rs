//! Creates what persons agreed to and asked for about their data, what the law wants kept of those who left, and the list
//! of those who did; adds to persons their age group and whether their data may be used.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 6] =
    ["consent", "data_request", "restricted_person", "restricted_evidence", "discarded_file", "erasure"];

const COLUMNS: [&str; 3] = ["age_group", "school_id", "restricted_at"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables =
            [consent(), data_request(), restricted_person(), restricted_evidence(), discarded_file(), erasure()];
        for table in tables {
            manager.create_table(table).await?;
        }
        // Whoever has an account so far has declared to be of age.
        let of_age = string_len("age_group", 8).default("adult").to_owned();
        for column in [of_age, uuid_null("school_id"), timestamp_with_time_zone_null("restricted_at")] {
            manager.alter_table(Table::alter().table("person").add_column(column).to_owned()).await?;
        }
        for (table, name, column) in INDEXES {
            manager.create_index(Index::create().name(*name).table(*table).col(*column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in COLUMNS {
            manager.alter_table(Table::alter().table("person").drop_column(column).to_owned()).await?;
        }
        for table in TABLES {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

const INDEXES: &[(&str, &str, &str)] = &[
    ("consent", "consent_person", "person_id"),
    ("consent", "consent_withdrawn", "withdrawn_at"),
    ("data_request", "data_request_person", "person_id"),
    ("data_request", "data_request_state", "state"),
    ("restricted_person", "restricted_person_purge", "purge_at"),
    ("restricted_evidence", "restricted_evidence_purge", "purge_at"),
];

/// Names persons without referring to their rows: it is proof, also of what somebody agreed to who has left.
fn consent() -> TableCreateStatement {
    Table::create()
        .table("consent")
        .col(pk_uuid("id"))
        .col(uuid("person_id"))
        .col(string_len("purpose", 32))
        .col(string_len("recipient", 64))
        .col(text("categories"))
        .col(string_len("text_version", 32))
        .col(string_len("text_hash", 64))
        .col(timestamp_with_time_zone("given_at"))
        .col(timestamp_with_time_zone_null("withdrawn_at"))
        .to_owned()
}

/// Names persons without referring to their rows, as above.
fn data_request() -> TableCreateStatement {
    Table::create()
        .table("data_request")
        .col(pk_uuid("id"))
        .col(uuid("person_id"))
        .col(string_len("kind", 16))
        .col(string_len("state", 16))
        .col(text("words"))
        .col(text("answer"))
        .col(date("due_on"))
        .col(timestamp_with_time_zone("asked_at"))
        .col(timestamp_with_time_zone("moved_at"))
        .to_owned()
}

fn restricted_person() -> TableCreateStatement {
    Table::create()
        .table("restricted_person")
        .col(pk_uuid("person_id"))
        .col(text("contents"))
        .col(timestamp_with_time_zone("closed_at"))
        .col(timestamp_with_time_zone("purge_at"))
        .to_owned()
}

fn restricted_evidence() -> TableCreateStatement {
    Table::create()
        .table("restricted_evidence")
        .col(pk_uuid("id"))
        .col(uuid("person_id"))
        .col(uuid("file_id"))
        .col(string_len("slot", 32))
        .col(text("name"))
        .col(string_len("sha256", 64))
        .col(string_len("stored_as", 64))
        .col(timestamp_with_time_zone("added_at"))
        .col(timestamp_with_time_zone("purge_at"))
        .to_owned()
}

fn discarded_file() -> TableCreateStatement {
    Table::create()
        .table("discarded_file")
        .col(ColumnDef::new("stored_as").string_len(64).not_null().primary_key())
        .to_owned()
}

fn erasure() -> TableCreateStatement {
    Table::create().table("erasure").col(pk_uuid("person_id")).col(timestamp_with_time_zone("erased_at")).to_owned()
}
