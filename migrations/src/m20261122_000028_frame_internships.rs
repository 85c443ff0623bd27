//! Lets an internship name the agreement of host and school under which it is done: a cooperation or a challenge.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let frame = uuid_null("frame_id").take();
        manager.alter_table(Table::alter().table("internship_agreement").add_column(frame).to_owned()).await?;
        let mut framed = Index::create();
        framed.name("internship_agreement_frame").table("internship_agreement").col("frame_id");
        manager.create_index(framed).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let framed = Index::drop().name("internship_agreement_frame").table("internship_agreement").to_owned();
        manager.drop_index(framed).await?;
        manager.alter_table(Table::alter().table("internship_agreement").drop_column("frame_id").to_owned()).await
    }
}
