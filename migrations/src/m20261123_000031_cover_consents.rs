//! Lets the database say from an index alone what somebody agreed to: finding people asks it of everybody.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const OLD: &str = "consent_person";
const NEW: &str = "consent_agreed";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        replace(manager, OLD, (NEW, &["person_id", "purpose", "recipient", "text_version", "withdrawn_at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        replace(manager, NEW, (OLD, &["person_id"])).await
    }
}

async fn replace(
    manager: &SchemaManager<'_>,
    old: &'static str,
    (name, columns): (&'static str, &[&'static str]),
) -> Result<(), DbErr> {
    let mut new = Index::create();
    new.name(name).table("consent");
    for &column in columns {
        new.col(column);
    }
    manager.create_index(new).await?;
    manager.drop_index(Index::drop().name(old).table("consent").to_owned()).await
}
