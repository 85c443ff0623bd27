//! Creates what belongs to internships past their acceptance: the agreement in its versions, who confirmed each, the diary
//! with what both tutors said of its weeks, visits, assessments, and what a desk decided about what made it wonder.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [agreement(), signature(), entry(), week(), visit(), assessment(), verdict()] {
            manager.create_table(table).await?;
        }
        let mut copied = Index::create();
        copied.name("internship_entry_text").table("internship_entry").col("text_key");
        manager.create_index(copied.to_owned()).await?;
        let mut tutor = Index::create();
        tutor.name("internship_agreement_tutor").table("internship_agreement").col("host_tutor");
        manager.create_index(tutor.to_owned()).await?;
        let mut visits = Index::create();
        visits.name("internship_visit_of").table("internship_visit").col("connection_id").col("on_day");
        manager.create_index(visits.to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES.iter().rev() {
            manager.drop_table(Table::drop().table(*table).to_owned()).await?;
        }
        Ok(())
    }
}

const TABLES: [&str; 7] = [
    "internship_agreement",
    "internship_signature",
    "internship_entry",
    "internship_week",
    "internship_visit",
    "internship_assessment",
    "internship_verdict",
];

/// A table whose rows go with their connection, and stay without a name when one of `people` leaves.
fn of_connection(table: &'static str, people: &[&'static str]) -> TableCreateStatement {
    let mut of_connection = ForeignKey::create();
    of_connection.name(format!("{table}_of")).from(table, "connection_id").to("connection", "id");
    of_connection.on_delete(ForeignKeyAction::Cascade);
    let mut created = Table::create();
    created.table(table).col(uuid("connection_id")).foreign_key(&mut of_connection);
    for &person in people {
        let mut by_person = ForeignKey::create();
        by_person.name(format!("{table}_{person}")).from(table, person).to("person", "id");
        by_person.on_delete(ForeignKeyAction::SetNull);
        created.col(uuid_null(person)).foreign_key(&mut by_person);
    }
    created
}

fn agreement() -> TableCreateStatement {
    of_connection("internship_agreement", &["person_id"])
        .col(integer("version"))
        .col(text("contents"))
        // The name in the agreement, folded, so that the internships of one tutor are found.
        .col(string_len("host_tutor", 160))
        .col(text("documents"))
        .col(timestamp_with_time_zone("written_at"))
        .col(timestamp_with_time_zone_null("agreed_at"))
        .primary_key(Index::create().col("connection_id").col("version"))
        .to_owned()
}

fn signature() -> TableCreateStatement {
    of_connection("internship_signature", &["person_id"])
        .col(integer("version"))
        .col(string_len("signatory", 16))
        .col(timestamp_with_time_zone("at"))
        .col(string_len_null("media", 32))
        .col(integer_null("size"))
        .col(string_len_null("sha256", 64))
        .col(string_len_null("stored_as", 64))
        .primary_key(Index::create().col("connection_id").col("version").col("signatory"))
        .to_owned()
}

fn entry() -> TableCreateStatement {
    of_connection("internship_entry", &[])
        .col(date("day"))
        .col(integer("minutes"))
        .col(text("text"))
        // SHA-256 of the text without its spaces, where it is long enough to tell something.
        .col(string_len_null("text_key", 64))
        .col(timestamp_with_time_zone("written_at"))
        .primary_key(Index::create().col("connection_id").col("day"))
        .to_owned()
}

fn week() -> TableCreateStatement {
    of_connection("internship_week", &["host_by_id", "school_by_id"])
        .col(date("monday"))
        .col(integer("minutes"))
        .col(timestamp_with_time_zone_null("host_at"))
        .col(text_null("host_disputes"))
        .col(timestamp_with_time_zone_null("school_at"))
        .col(text_null("school_disputes"))
        // When student and host agreed on it; nothing while somebody says that it was otherwise.
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .primary_key(Index::create().col("connection_id").col("monday"))
        .to_owned()
}

fn visit() -> TableCreateStatement {
    of_connection("internship_visit", &["person_id"])
        .col(pk_uuid("id"))
        .col(date("on_day"))
        .col(text("words"))
        .col(timestamp_with_time_zone("at"))
        .to_owned()
}

fn assessment() -> TableCreateStatement {
    of_connection("internship_assessment", &["person_id"])
        .col(string_len("party", 24))
        .col(string_len("grade", 16))
        .col(text("words"))
        .col(string("signed_by"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("connection_id").col("party"))
        .to_owned()
}

fn verdict() -> TableCreateStatement {
    of_connection("internship_verdict", &["person_id"])
        .col(string_len("suspicion", 32))
        .col(string_len("verdict", 16))
        .col(text("words"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("connection_id").col("suspicion"))
        .to_owned()
}
