//! Creates the files of organisations with their evidence and history, the standing that came of them, what waits for
//! a membership, and where merged organisations went.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            organisation_file(),
            organisation_file_entry(),
            evidence(),
            standing(),
            membership_request(),
            organisation_merge(),
        ];
        for table in tables {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("organisation_credit_code").table("organisation").to_owned()).await?;
        for table in TABLES.iter().rev() {
            manager.drop_table(Table::drop().table(*table).to_owned()).await?;
        }
        Ok(())
    }
}

const TABLES: [&str; 6] = [
    "organisation_file",
    "organisation_file_entry",
    "evidence",
    "standing",
    "membership_request",
    "organisation_merge",
];

/// Names persons without referring to their rows, which it outlives; the organisation may not be there yet.
fn organisation_file() -> TableCreateStatement {
    Table::create()
        .table("organisation_file")
        .col(pk_uuid("id"))
        .col(uuid("organisation_id"))
        .col(uuid("person_id"))
        .col(string_len("purpose", 16))
        .col(string_len("state", 16))
        .col(string_len("credit_code", 18))
        .col(string_len("kind", 32))
        .col(text("entered"))
        .col(big_integer("revision"))
        .col(date_null("due_on"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .to_owned()
}

fn organisation_file_entry() -> TableCreateStatement {
    Table::create()
        .table("organisation_file_entry")
        .col(uuid("file_id"))
        .col(big_integer("revision"))
        .col(timestamp_with_time_zone("at"))
        .col(string_len("step", 16))
        .col(uuid_null("person_id"))
        .col(text("reason"))
        .col(text("remarks"))
        .primary_key(Index::create().col("file_id").col("revision"))
        .foreign_key(&mut of_file("organisation_file_entry_of_file", "organisation_file_entry"))
        .to_owned()
}

fn evidence() -> TableCreateStatement {
    Table::create()
        .table("evidence")
        .col(pk_uuid("id"))
        .col(uuid("file_id"))
        .col(string_len("slot", 32))
        .col(text("name"))
        .col(string_len("media", 32))
        .col(integer("size"))
        .col(string_len("sha256", 64))
        .col(string_len("stored_as", 64))
        .col(timestamp_with_time_zone("added_at"))
        .foreign_key(&mut of_file("evidence_of_file", "evidence"))
        .to_owned()
}

fn standing() -> TableCreateStatement {
    Table::create()
        .table("standing")
        .col(pk_uuid("organisation_id"))
        .col(string_len("state", 16))
        .col(date("until"))
        .col(string_len_null("recruiter_class", 16))
        .col(text("reason"))
        .col(integer("reminded_days"))
        .col(timestamp_with_time_zone("updated_at"))
        .foreign_key(&mut of_organisation("standing_of_organisation", ("standing", "organisation_id")))
        .to_owned()
}

fn membership_request() -> TableCreateStatement {
    Table::create()
        .table("membership_request")
        .col(pk_uuid("id"))
        .col(uuid("organisation_id"))
        .col(string_len("role", 32))
        .col(date_null("until"))
        .col(uuid("person_id"))
        .col(string_len_null("contact_kind", 16))
        .col(string_len_null("contact_value", 254))
        .col(text("note"))
        .col(timestamp_with_time_zone("asked_at"))
        .foreign_key(&mut of_organisation("request_of_organisation", ("membership_request", "organisation_id")))
        .foreign_key(
            ForeignKey::create()
                .name("request_of_person")
                .from("membership_request", "person_id")
                .to("person", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

fn organisation_merge() -> TableCreateStatement {
    Table::create()
        .table("organisation_merge")
        .col(pk_uuid("id"))
        .col(uuid("kept_id"))
        .col(timestamp_with_time_zone("at"))
        .foreign_key(&mut of_organisation("merge_into_organisation", ("organisation_merge", "kept_id")))
        .to_owned()
}

fn of_file(name: &str, table: &'static str) -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    key.name(name).from(table, "file_id").to("organisation_file", "id").on_delete(ForeignKeyAction::Cascade);
    key.to_owned()
}

fn of_organisation(name: &str, (table, column): (&'static str, &'static str)) -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    key.name(name).from(table, column).to("organisation", "id");
    key.to_owned()
}

fn indexes() -> Vec<IndexCreateStatement> {
    let index = |name: &'static str, table: &'static str, columns: &[&'static str]| {
        let mut index = Index::create();
        index.name(name).table(table);
        for column in columns {
            index.col(*column);
        }
        index
    };
    let asked = || Expr::col("contact_value").is_null();
    let known = Expr::col("credit_code").is_not_null();
    let (one_asks, one_is_invited) =
        (["organisation_id", "role", "person_id"], ["organisation_id", "role", "contact_value"]);
    vec![
        index("organisation_credit_code", "organisation", &["credit_code"]).and_where(known).to_owned(),
        index("organisation_file_organisation", "organisation_file", &["organisation_id"]),
        index("organisation_file_person", "organisation_file", &["person_id"]),
        index("organisation_file_code", "organisation_file", &["credit_code"]),
        index("organisation_file_due", "organisation_file", &["state", "due_on"]),
        index("evidence_file", "evidence", &["file_id"]),
        index("standing_until", "standing", &["state", "until"]),
        index("membership_asked", "membership_request", &one_asks).unique().and_where(asked()).to_owned(),
        index("membership_invited", "membership_request", &one_is_invited).unique().to_owned(),
        index("membership_contact", "membership_request", &["contact_value"]),
        index("organisation_merge_kept", "organisation_merge", &["kept_id"]),
    ]
}
