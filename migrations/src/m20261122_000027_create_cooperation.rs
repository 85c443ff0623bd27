//! Creates what the desks work with (cases with what was done to them, introductions and visits), the register of
//! agreements with their milestones, and appointments of mentors with their hours.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The name of a table and what makes it.
type TableOf = (&'static str, fn() -> TableCreateStatement);

/// Every table, those that others refer to first.
const TABLES: &[TableOf] = &[
    ("desk_case", case),
    ("desk_case_event", case_event),
    ("desk_introduction", introduction),
    ("desk_visit", visit),
    ("desk_visit_officer", visit_officer),
    ("agreement", agreement),
    ("agreement_milestone", milestone),
    ("mentor_appointment", appointment),
    ("mentor_hours", hours),
];

/// Name, table, columns, and whether what they hold is unique.
type IndexOf = (&'static str, &'static str, &'static [&'static str], bool);

const INDEXES: &[IndexOf] = &[
    ("desk_case_due", "desk_case", &["desk", "ended_at", "due_on"], false),
    ("desk_case_agreement", "desk_case", &["agreement_id"], true),
    ("desk_case_event_week", "desk_case_event", &["at", "desk"], false),
    ("desk_visit_day", "desk_visit", &["desk", "visited_on"], false),
    ("agreement_publisher", "agreement", &["organisation_id", "agreed_at"], false),
    ("agreement_responder", "agreement", &["responder_organisation_id", "agreed_at"], false),
    ("agreement_until", "agreement", &["until_on"], false),
    ("agreement_milestone_day", "agreement_milestone", &["connection_id", "due_on"], false),
    ("mentor_appointment_school", "mentor_appointment", &["school_id", "created_at"], false),
    ("mentor_appointment_firm", "mentor_appointment", &["firm_id", "created_at"], false),
    ("mentor_appointment_person", "mentor_appointment", &["person_id", "created_at"], false),
    ("mentor_hours_day", "mentor_hours", &["appointment_id", "taught_on"], false),
    ("desk_visit_officer_person", "desk_visit_officer", &["person_id"], false),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (_, table) in TABLES {
            manager.create_table(table()).await?;
        }
        for (name, table, columns, unique) in INDEXES {
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
        for (name, _) in TABLES.iter().rev() {
            manager.drop_table(Table::drop().table(*name).to_owned()).await?;
        }
        Ok(())
    }
}

/// Who has a case stays as a number when they leave: what a desk did is its own record.
fn case() -> TableCreateStatement {
    Table::create()
        .table("desk_case")
        .col(pk_uuid("id"))
        .col(string_len("desk", 32))
        .col(uuid_null("organisation_id"))
        .col(string("name"))
        .col(string_len("source", 16))
        .col(string_len("kind", 32))
        .col(text("wants"))
        .col(uuid_null("need_id"))
        .col(uuid_null("person_id"))
        .col(text("next_action"))
        .col(date_null("due_on"))
        .col(string_len("state", 16))
        .col(text("reason"))
        .col(uuid_null("agreement_id"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .col(big_integer("revision"))
        .to_owned()
}

fn case_event() -> TableCreateStatement {
    Table::create()
        .table("desk_case_event")
        .col(uuid("case_id"))
        .col(big_integer("revision"))
        .col(string_len("desk", 32))
        .col(string_len("step", 16))
        .col(string_len("state", 16))
        .col(text("words"))
        .col(uuid("person_id"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("case_id").col("revision"))
        .foreign_key(&mut of("desk_case_event", "case_id", "desk_case"))
        .to_owned()
}

/// A counterpart is introduced once in a case.
fn introduction() -> TableCreateStatement {
    Table::create()
        .table("desk_introduction")
        .col(uuid("case_id"))
        .col(uuid("listing_id"))
        .col(uuid("organisation_id"))
        .col(string("title"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("case_id").col("listing_id"))
        .foreign_key(&mut of("desk_introduction", "case_id", "desk_case"))
        .to_owned()
}

fn visit() -> TableCreateStatement {
    Table::create()
        .table("desk_visit")
        .col(pk_uuid("id"))
        .col(string_len("desk", 32))
        .col(uuid_null("organisation_id"))
        .col(string("name"))
        .col(date("visited_on"))
        .col(string_len("purpose", 16))
        .col(text("met"))
        .col(text("notes"))
        .col(string_len("kind", 32))
        .col(text("wants"))
        .col(uuid_null("case_id"))
        .col(timestamp_with_time_zone("created_at"))
        .col(big_integer("revision"))
        .to_owned()
}

fn visit_officer() -> TableCreateStatement {
    Table::create()
        .table("desk_visit_officer")
        .col(uuid("visit_id"))
        .col(uuid("person_id"))
        .primary_key(Index::create().col("visit_id").col("person_id"))
        .foreign_key(&mut of("desk_visit_officer", "visit_id", "desk_visit"))
        .to_owned()
}

fn agreement() -> TableCreateStatement {
    Table::create()
        .table("agreement")
        .col(pk_uuid("connection_id"))
        .col(uuid("organisation_id"))
        .col(uuid("responder_organisation_id"))
        .col(string_len("form", 32))
        .col(string_len("number", 64))
        .col(date("signed_on"))
        .col(date("from_on"))
        .col(date("until_on"))
        .col(big_integer_null("amount_yuan"))
        .col(string_len("confidentiality", 16))
        .col(string_len("entered_by", 16))
        .col(timestamp_with_time_zone_null("agreed_at"))
        .col(boolean("publisher_shows"))
        .col(boolean("responder_shows"))
        .col(integer_null("reminded_days"))
        .col(big_integer("revision"))
        .foreign_key(&mut of("agreement", "connection_id", "connection"))
        .to_owned()
}

fn milestone() -> TableCreateStatement {
    Table::create()
        .table("agreement_milestone")
        .col(pk_uuid("id"))
        .col(uuid("connection_id"))
        .col(string("title"))
        .col(date("due_on"))
        .col(string_len_null("reported_by", 16))
        .col(timestamp_with_time_zone_null("reported_at"))
        .col(text("words"))
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .col(timestamp_with_time_zone_null("disputed_at"))
        .col(text("dispute"))
        .col(big_integer("revision"))
        .foreign_key(&mut of("agreement_milestone", "connection_id", "connection"))
        .to_owned()
}

/// Who was the mentor stays as a number when they leave: what was taught is the school's record, too.
fn appointment() -> TableCreateStatement {
    Table::create()
        .table("mentor_appointment")
        .col(pk_uuid("id"))
        .col(uuid("school_id"))
        .col(uuid("firm_id"))
        .col(uuid_null("person_id"))
        .col(string("subject"))
        .col(date("from_on"))
        .col(date("until_on"))
        .col(integer("hours_planned"))
        .col(string("certificate"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("named_at"))
        .col(timestamp_with_time_zone_null("accepted_at"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .col(text("reason"))
        .col(big_integer("revision"))
        .to_owned()
}

fn hours() -> TableCreateStatement {
    Table::create()
        .table("mentor_hours")
        .col(pk_uuid("id"))
        .col(uuid("appointment_id"))
        .col(date("taught_on"))
        .col(integer("hours"))
        .col(text("words"))
        .col(string_len("logged_by", 16))
        .col(timestamp_with_time_zone("logged_at"))
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .col(timestamp_with_time_zone_null("disputed_at"))
        .col(text("dispute"))
        .col(big_integer("revision"))
        .foreign_key(&mut of("mentor_hours", "appointment_id", "mentor_appointment"))
        .to_owned()
}

fn of(table: &str, column: &str, whole: &str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_of_{whole}"))
        .from(table.to_owned(), column.to_owned())
        .to(whole.to_owned(), "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}
