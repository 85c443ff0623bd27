//! Lets schools send teachers to firms as they appoint mentors, tells once that it ends, and keeps what a firm's people teach.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const APPOINTMENT: &str = "mentor_appointment";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let kind = string_len("kind", 32).default("mentor").take();
        let reminded = timestamp_with_time_zone_null("reminded_at").take();
        manager.alter_table(Table::alter().table(APPOINTMENT).add_column(kind).to_owned()).await?;
        manager.alter_table(Table::alter().table(APPOINTMENT).add_column(reminded).to_owned()).await?;
        let mut ending = Index::create();
        ending.name("mentor_appointment_until").table(APPOINTMENT).col("until_on");
        manager.create_index(ending).await?;
        manager.create_table(offer()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("mentor_offer").to_owned()).await?;
        let ending = Index::drop().name("mentor_appointment_until").table(APPOINTMENT).to_owned();
        manager.drop_index(ending).await?;
        manager.alter_table(Table::alter().table(APPOINTMENT).drop_column("reminded_at").to_owned()).await?;
        manager.alter_table(Table::alter().table(APPOINTMENT).drop_column("kind").to_owned()).await
    }
}

/// What a firm says that its people teach: of the firm, and of nobody in particular.
fn offer() -> TableCreateStatement {
    Table::create()
        .table("mentor_offer")
        .col(pk_uuid("organisation_id"))
        .col(text("subjects"))
        .col(timestamp_with_time_zone("changed_at"))
        .to_owned()
}
