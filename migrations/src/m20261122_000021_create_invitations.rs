//! Creates what organisations find of persons and how they invite them: handles, looks, invitations and who is blocked;
//! and a way to go through the profiles that may be found.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 4] = ["talent_handle", "talent_look", "invitation", "invitation_block"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [talent_handle(), talent_look(), invitation(), invitation_block()] {
            manager.create_table(table).await?;
        }
        for (table, name, columns, unique) in INDEXES {
            let mut index = Index::create();
            index.name(*name).table(*table);
            for column in *columns {
                index.col(*column);
            }
            if *unique {
                index.unique();
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("profile_findable").table("profile").to_owned()).await?;
        for table in TABLES {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// Table, name, columns, and whether what they hold is unique.
type IndexOf = (&'static str, &'static str, &'static [&'static str], bool);

const INDEXES: &[IndexOf] = &[
    ("profile", "profile_findable", &["visibility", "person_id", "revision"], false),
    ("talent_handle", "talent_handle_once", &["organisation_id", "person_id"], true),
    ("talent_handle", "talent_handle_person", &["person_id"], false),
    ("talent_look", "talent_look_person", &["person_id"], false),
    ("invitation", "invitation_once", &["listing_id", "person_id"], true),
    ("invitation", "invitation_person", &["person_id"], false),
    ("invitation", "invitation_sent", &["organisation_id", "sent_at"], false),
];

fn of_person(table: &'static str, name: &'static str) -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    key.name(name).from(table, "person_id").to("person", "id").on_delete(ForeignKeyAction::Cascade);
    key
}

fn talent_handle() -> TableCreateStatement {
    Table::create()
        .table("talent_handle")
        .col(ColumnDef::new("handle").string_len(64).not_null().primary_key())
        .col(uuid("organisation_id"))
        .col(uuid("person_id"))
        .foreign_key(&mut of_person("talent_handle", "talent_handle_of_person"))
        .to_owned()
}

fn talent_look() -> TableCreateStatement {
    Table::create()
        .table("talent_look")
        .col(uuid("organisation_id"))
        .col(uuid("person_id"))
        .col(date("day"))
        .primary_key(Index::create().col("organisation_id").col("person_id").col("day"))
        .foreign_key(&mut of_person("talent_look", "talent_look_of_person"))
        .to_owned()
}

fn invitation() -> TableCreateStatement {
    Table::create()
        .table("invitation")
        .col(pk_uuid("id"))
        .col(uuid("listing_id"))
        .col(uuid("organisation_id"))
        .col(uuid("person_id"))
        .col(string_len("state", 16))
        .col(text("words"))
        .col(timestamp_with_time_zone("sent_at"))
        .col(timestamp_with_time_zone_null("answered_at"))
        .foreign_key(&mut of_person("invitation", "invitation_of_person"))
        .to_owned()
}

fn invitation_block() -> TableCreateStatement {
    Table::create()
        .table("invitation_block")
        .col(uuid("person_id"))
        .col(uuid("organisation_id"))
        .col(timestamp_with_time_zone("blocked_at"))
        .primary_key(Index::create().col("person_id").col("organisation_id"))
        .foreign_key(&mut of_person("invitation_block", "invitation_block_of_person"))
        .to_owned()
}
