//! Says of each file of a listing what it is for, everybody who reads the listing or its desk alone; and creates the
//! files that come with complaints.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let purpose = string_len("purpose", 24).default("public").take();
        manager.alter_table(Table::alter().table("attachment").add_column(purpose).to_owned()).await?;
        manager.create_table(complaint_evidence()).await?;
        let of_complaint = Index::create()
            .name("complaint_evidence_complaint")
            .table("complaint_evidence")
            .col("complaint_id")
            .to_owned();
        manager.create_index(of_complaint).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("complaint_evidence").to_owned()).await?;
        manager.alter_table(Table::alter().table("attachment").drop_column("purpose").to_owned()).await
    }
}

/// What a file was called where it came from is not kept: it may tell who complained.
fn complaint_evidence() -> TableCreateStatement {
    Table::create()
        .table("complaint_evidence")
        .col(pk_uuid("id"))
        .col(uuid("complaint_id"))
        .col(string_len("media", 100))
        .col(integer("size"))
        .col(string_len("sha256", 64))
        .col(string_len("stored_as", 32))
        .col(timestamp_with_time_zone("added_at"))
        .foreign_key(
            ForeignKey::create()
                .name("evidence_of_complaint")
                .from("complaint_evidence", "complaint_id")
                .to("complaint", "id"),
        )
        .to_owned()
}
