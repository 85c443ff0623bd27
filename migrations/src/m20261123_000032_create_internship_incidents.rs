//! Lets the sides of an internship report incidents, and the school and the desk say what is done about them.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "internship_incident";

/// Those who stay without a name when they leave.
const PEOPLE: [&str; 3] = ["person_id", "taken_up_by_id", "closed_by_id"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(incident()).await?;
        let mut of_connection = Index::create();
        of_connection.name("internship_incident_of").table(TABLE).col("connection_id").col("reported_at");
        manager.create_index(of_connection.to_owned()).await?;
        let mut open = Index::create();
        open.name("internship_incident_open").table(TABLE).col("closed_at").col("reported_at");
        manager.create_index(open.to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(TABLE).to_owned()).await
    }
}

fn incident() -> TableCreateStatement {
    let mut of_connection = ForeignKey::create();
    of_connection.name("internship_incident_connection").from(TABLE, "connection_id").to("connection", "id");
    of_connection.on_delete(ForeignKeyAction::Cascade);
    let mut created = Table::create();
    created.table(TABLE).col(pk_uuid("id")).col(uuid("connection_id")).foreign_key(&mut of_connection);
    for person in PEOPLE {
        let mut by_person = ForeignKey::create();
        by_person.name(format!("{TABLE}_{person}")).from(TABLE, person).to("person", "id");
        by_person.on_delete(ForeignKeyAction::SetNull);
        created.col(uuid_null(person)).foreign_key(&mut by_person);
    }
    created
        .col(string_len("party", 24))
        .col(string_len("kind", 16))
        .col(timestamp_with_time_zone("happened_at"))
        .col(text("words"))
        .col(boolean("needs_help"))
        .col(timestamp_with_time_zone("reported_at"))
        .col(timestamp_with_time_zone_null("taken_up_at"))
        .col(text_null("taken_up_words"))
        // When it was told once more, because nobody had taken it up in time.
        .col(timestamp_with_time_zone_null("escalated_at"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .col(string_len_null("closed_party", 24))
        .col(text_null("outcome"))
        .to_owned()
}
