//! Creates the accounts elsewhere by which persons sign in, and what was proven and waits to be linked.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(identity()).await?;
        manager.create_table(pending_identity()).await?;
        let mut named = Index::create();
        named.name("identity_named").table("identity").col("issuer").col("subject").unique();
        manager.create_index(named).await?;
        let of_person = Index::create().name("identity_person").table("identity").col("person_id").to_owned();
        manager.create_index(of_person).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["pending_identity", "identity"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn identity() -> TableCreateStatement {
    Table::create()
        .table("identity")
        .col(pk_uuid("id"))
        .col(uuid("person_id"))
        .col(string_len("provider", 32))
        .col(string_len("issuer", 500))
        .col(string_len("subject", 255))
        .col(text("name"))
        .col(timestamp_with_time_zone("linked_at"))
        .foreign_key(
            ForeignKey::create()
                .name("identity_of_person")
                .from("identity", "person_id")
                .to("person", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

fn pending_identity() -> TableCreateStatement {
    Table::create()
        .table("pending_identity")
        .col(ColumnDef::new("token_hash").string_len(64).not_null().primary_key())
        .col(string_len("provider", 32))
        .col(string_len("issuer", 500))
        .col(string_len("subject", 255))
        .col(text("name"))
        .col(timestamp_with_time_zone("expires_at"))
        .to_owned()
}
