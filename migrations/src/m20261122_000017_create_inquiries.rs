//! Creates questions about policy documents, and what news and documents are looked up by.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// What few listings carry, looked up by index: over the few alone, so that no other query is tempted away.
const LOOKED_UP: [(&str, &str); 2] =
    [("document_number", "listing_document_number"), ("news_column", "listing_news_column")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (column, index) in LOOKED_UP {
            let added = Table::alter().table("listing").add_column(string_len_null(column, 128)).to_owned();
            manager.alter_table(added).await?;
            let index = Index::create()
                .name(index)
                .table("listing")
                .col(column)
                .and_where(Expr::col(column).is_not_null())
                .to_owned();
            manager.create_index(index).await?;
        }
        manager.create_table(inquiry()).await?;
        for (name, columns) in [
            ("inquiry_of_policy", ["policy_id", "is_public"]),
            ("inquiry_of_person", ["person_id", "state"]),
            ("inquiry_at_desk", ["desk", "state"]),
        ] {
            let [first, second] = columns;
            let index = Index::create().name(name).table("inquiry").col(first).col(second).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("inquiry").to_owned()).await?;
        for (column, index) in LOOKED_UP {
            manager.drop_index(Index::drop().name(index).table("listing").to_owned()).await?;
            manager.alter_table(Table::alter().table("listing").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}

fn inquiry() -> TableCreateStatement {
    let mut of_person = ForeignKey::create()
        .name("inquiry_person")
        .from("inquiry", "person_id")
        .to("person", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned();
    Table::create()
        .table("inquiry")
        .col(pk_uuid("id"))
        .col(uuid("policy_id"))
        .col(uuid("person_id"))
        .col(string_len("desk", 32))
        .col(string_len("state", 16))
        .col(text("question"))
        .col(boolean("may_be_public"))
        .col(uuid_null("follows").unique_key())
        .col(timestamp_with_time_zone("asked_at"))
        .col(date("due_on"))
        .col(text("reason"))
        .col(string_len_null("referral", 16))
        .col(text("answer"))
        .col(boolean("is_public"))
        .col(timestamp_with_time_zone_null("decided_at"))
        .col(big_integer("revision"))
        .foreign_key(&mut of_person)
        .to_owned()
}
