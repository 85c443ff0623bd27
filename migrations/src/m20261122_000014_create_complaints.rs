//! Creates complaints, the cases that gather them, what was decided and appealed, and the measures that were taken.
//!
//! None of them refers to the rows of persons or organisations, which they outlive: what was decided is kept for three
//! years (44号令), also when an account or a listing is gone.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [case(), complaint(), ruling(), appeal(), measure()] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["measure", "complaint_appeal", "complaint_ruling", "complaint", "complaint_case"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn case() -> TableCreateStatement {
    Table::create()
        .table("complaint_case")
        .col(pk_uuid("id"))
        .col(string_len("subject", 16))
        .col(uuid("subject_id"))
        .col(uuid("organisation_id"))
        .col(uuid_null("author_id"))
        .col(text("title"))
        .col(text("snapshot"))
        .col(string_len("state", 24))
        .col(string_len_null("finding", 16))
        .col(big_integer("revision"))
        .col(timestamp_with_time_zone("opened_at"))
        .col(date("due_on"))
        .col(date_null("appeal_until"))
        .col(timestamp_with_time_zone("updated_at"))
        .to_owned()
}

fn complaint() -> TableCreateStatement {
    Table::create()
        .table("complaint")
        .col(pk_uuid("id"))
        .col(uuid("case_id"))
        .col(uuid_null("reporter_id"))
        .col(string_len_null("secret_hash", 64))
        .col(string_len("category", 32))
        .col(text("text"))
        .col(text("link"))
        .col(timestamp_with_time_zone("reported_at"))
        .foreign_key(&mut of_case("complaint_of_case", "complaint"))
        .to_owned()
}

fn ruling() -> TableCreateStatement {
    Table::create()
        .table("complaint_ruling")
        .col(uuid("case_id"))
        .col(integer("number"))
        .col(string_len("step", 24))
        .col(uuid("by_id"))
        .col(string_len("role", 32))
        .col(timestamp_with_time_zone("at"))
        .col(string_len_null("measure", 16))
        .col(string_len_null("ground", 32))
        .col(text("reason"))
        .col(text("answer"))
        .primary_key(Index::create().col("case_id").col("number"))
        .foreign_key(&mut of_case("ruling_of_case", "complaint_ruling"))
        .to_owned()
}

/// Each side appeals once.
fn appeal() -> TableCreateStatement {
    Table::create()
        .table("complaint_appeal")
        .col(uuid("case_id"))
        .col(string_len("side", 16))
        .col(text("text"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("case_id").col("side"))
        .foreign_key(&mut of_case("appeal_of_case", "complaint_appeal"))
        .to_owned()
}

fn measure() -> TableCreateStatement {
    Table::create()
        .table("measure")
        .col(pk_uuid("id"))
        .col(uuid("case_id"))
        .col(uuid("organisation_id"))
        .col(string_len("subject", 16))
        .col(uuid("subject_id"))
        .col(text("title"))
        .col(string_len("kind", 16))
        .col(string_len("ground", 32))
        .col(text("reason"))
        .col(text("snapshot"))
        .col(string_len_null("listing_before", 16))
        .col(string_len_null("standing_before", 16))
        .col(timestamp_with_time_zone("taken_at"))
        .col(timestamp_with_time_zone_null("lifted_at"))
        .foreign_key(&mut of_case("measure_of_case", "measure"))
        .to_owned()
}

fn of_case(name: &'static str, table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().name(name).from(table, "case_id").to("complaint_case", "id").to_owned()
}

fn indexes() -> [IndexCreateStatement; 8] {
    let index = |name: &'static str, table: &'static str, columns: &[&'static str]| {
        let mut index = Index::create();
        index.name(name).table(table);
        for column in columns {
            index.col(*column);
        }
        index
    };
    [
        index("complaint_case_state", "complaint_case", &["state", "due_on"]),
        index("complaint_case_subject", "complaint_case", &["subject_id", "state"]),
        index("complaint_case_organisation", "complaint_case", &["organisation_id"]),
        index("complaint_case_id", "complaint", &["case_id", "reporter_id"]).unique().to_owned(),
        index("complaint_reporter", "complaint", &["reporter_id"]),
        index("complaint_secret", "complaint", &["secret_hash"]).unique().to_owned(),
        index("measure_organisation", "measure", &["organisation_id"]),
        index("measure_subject", "measure", &["subject_id"]),
    ]
}
