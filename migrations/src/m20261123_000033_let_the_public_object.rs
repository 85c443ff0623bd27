//! Lets anybody object in public to a choice, not only organisations, and marks of what sides and reviewers were reminded.
//!
//! SQLite cannot loosen a column, so the table of objections is made anew and what it holds is carried over.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        renew(manager, true).await?;
        for table in MILESTONES {
            let reminded = integer_null("reminded_days").take();
            manager.alter_table(Table::alter().table(*table).add_column(reminded).to_owned()).await?;
        }
        let reminded = timestamp_with_time_zone_null("reminded_at").take();
        manager.alter_table(Table::alter().table("call_reviewer").add_column(reminded).to_owned()).await
    }

    /// Takes back what people objected for themselves: there was no place for it before.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("call_reviewer").drop_column("reminded_at").to_owned()).await?;
        for table in MILESTONES {
            manager.alter_table(Table::alter().table(*table).drop_column("reminded_days").to_owned()).await?;
        }
        let nobodys = Expr::col("organisation_id").is_null();
        manager.execute(Query::delete().from_table("call_objection").and_where(nobodys).to_owned()).await?;
        renew(manager, false).await
    }
}

/// The tables of milestones.
const MILESTONES: &[&str] = &["agreement_milestone", "call_milestone"];

const COLUMNS: [&str; 7] = ["connection_id", "number", "organisation_id", "person_id", "words", "at", "decision"];

/// What the table of objections is called until the one before it is gone.
const RENEWED: &str = "call_objection_renewed";

/// Makes the table of objections anew, with or without a place for those that no organisation has.
async fn renew(manager: &SchemaManager<'_>, is_loose: bool) -> Result<(), DbErr> {
    manager.create_table(objection(is_loose)).await?;
    let columns = COLUMNS.map(Alias::new);
    let rows = Query::select().columns(columns.clone()).from("call_objection").to_owned();
    let mut carry = Query::insert();
    carry.into_table(RENEWED).columns(columns);
    carry.select_from(rows).map_err(|mistake| DbErr::Migration(mistake.to_string()))?;
    manager.execute(carry).await?;
    manager.drop_table(Table::drop().table("call_objection").to_owned()).await?;
    manager.rename_table(Table::rename().table(RENEWED, "call_objection").to_owned()).await
}

fn objection(is_loose: bool) -> TableCreateStatement {
    let mut of_call = ForeignKey::create();
    of_call.from(RENEWED, "connection_id").to("connection", "id").on_delete(ForeignKeyAction::Cascade);
    let mut by_person = ForeignKey::create();
    by_person.from(RENEWED, "person_id").to("person", "id").on_delete(ForeignKeyAction::SetNull);
    Table::create()
        .table(RENEWED)
        .col(uuid("connection_id"))
        .col(integer("number"))
        // None where somebody objects for themself.
        .col(if is_loose { uuid_null("organisation_id") } else { uuid("organisation_id") })
        .col(uuid_null("person_id"))
        .col(text("words"))
        .col(timestamp_with_time_zone("at"))
        .col(text("decision"))
        .primary_key(Index::create().col("connection_id").col("number"))
        .foreign_key(&mut of_call)
        .foreign_key(&mut by_person)
        .to_owned()
}
