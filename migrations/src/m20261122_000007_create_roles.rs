//! Creates the roles that persons hold, and the audit, whose entries the database itself keeps from being changed.

use sea_orm_migration::sea_orm::DatabaseBackend;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(role_grant()).await?;
        manager.create_table(audit_entry()).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        for statement in guards(manager.get_database_backend()) {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("audit_entry").to_owned()).await?;
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            manager.get_connection().execute_unprepared("DROP FUNCTION audit_entry_is_kept()").await?;
        }
        manager.drop_table(Table::drop().table("role_grant").to_owned()).await
    }
}

fn role_grant() -> TableCreateStatement {
    Table::create()
        .table("role_grant")
        .col(pk_uuid("id"))
        .col(uuid("person_id"))
        .col(string_len("role", 32))
        .col(uuid_null("organisation_id"))
        .col(date_null("until"))
        .col(timestamp_with_time_zone("granted_at"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .foreign_key(
            ForeignKey::create()
                .name("role_grant_of_person")
                .from("role_grant", "person_id")
                .to("person", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .name("role_grant_in_organisation")
                .from("role_grant", "organisation_id")
                .to("organisation", "id"),
        )
        .to_owned()
}

/// Names persons and organisations without referring to their rows, which it outlives.
fn audit_entry() -> TableCreateStatement {
    Table::create()
        .table("audit_entry")
        .col(ColumnDef::new("seq").big_integer().not_null().primary_key())
        .col(timestamp_with_time_zone("at"))
        .col(uuid_null("person_id"))
        .col(string_len_null("role", 32))
        .col(string_len("event", 48))
        .col(string_len("noun", 32))
        .col(uuid("thing"))
        .col(uuid_null("organisation_id"))
        .col(text("reason"))
        .col(string_len("previous", 64))
        .col(string_len("hash", 64))
        .to_owned()
}

fn indexes() -> [IndexCreateStatement; 5] {
    let held = || Expr::col("ended_at").is_null();
    let index = |name: &'static str, table: &'static str, columns: &[&'static str]| {
        let mut index = Index::create();
        index.name(name).table(table);
        for column in columns {
            index.col(*column);
        }
        index
    };
    // A role is held once at a time; where there is no organisation, databases see no two rows as equal.
    let of_platform = Expr::col("organisation_id").is_null().and(held());
    [
        index("role_grant_held", "role_grant", &["person_id", "role", "organisation_id"])
            .unique()
            .and_where(held())
            .to_owned(),
        index("role_grant_held_on_platform", "role_grant", &["person_id", "role"])
            .unique()
            .and_where(of_platform)
            .to_owned(),
        index("role_grant_organisation", "role_grant", &["organisation_id"]),
        index("audit_entry_thing", "audit_entry", &["thing"]),
        index("audit_entry_person", "audit_entry", &["person_id"]),
    ]
}

/// What keeps entries of the audit from being changed or removed, whoever asks.
const fn guards(backend: DatabaseBackend) -> &'static [&'static str] {
    match backend {
        DatabaseBackend::Postgres => &[
            "CREATE FUNCTION audit_entry_is_kept() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'entries of the audit are never changed'; END $$",
            "CREATE TRIGGER audit_entry_kept BEFORE UPDATE OR DELETE ON audit_entry \
             FOR EACH ROW EXECUTE FUNCTION audit_entry_is_kept()",
            "CREATE TRIGGER audit_entry_kept_whole BEFORE TRUNCATE ON audit_entry \
             FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_is_kept()",
        ],
        _ => &[
            "CREATE TRIGGER audit_entry_not_updated BEFORE UPDATE ON audit_entry \
             BEGIN SELECT RAISE(ABORT, 'entries of the audit are never changed'); END",
            "CREATE TRIGGER audit_entry_not_deleted BEFORE DELETE ON audit_entry \
             BEGIN SELECT RAISE(ABORT, 'entries of the audit are never changed'); END",
        ],
    }
}
