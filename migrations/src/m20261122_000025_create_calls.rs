//! Creates calls for proposals: officers' sealing keys, the calls with their sealed halves, questions, proposals, reviews,
//! objections, milestones and evidence.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [sealing_key(), call(), half(), question(), proposal(), reviewer(), score(), objection()] {
            manager.create_table(table).await?;
        }
        for table in [milestone(), evidence()] {
            manager.create_table(table).await?;
        }
        for (name, table, columns) in UNIQUE {
            let mut index = Index::create();
            index.name(*name).table(*table).unique();
            for column in *columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.drop_table(Table::drop().table(*table).to_owned()).await?;
        }
        Ok(())
    }
}

/// The tables, each before what it refers to.
const TABLES: &[&str] = &[
    "target_evidence",
    "call_milestone",
    "call_objection",
    "proposal_score",
    "call_reviewer",
    "proposal",
    "call_question",
    "call_half",
    "challenge_call",
    "sealing_key",
];

/// Name, table and columns of what stands there once.
const UNIQUE: &[(&str, &str, &[&str])] = &[
    ("sealing_key_of", "sealing_key", &["person_id", "desk"]),
    ("proposal_of", "proposal", &["connection_id", "organisation_id"]),
];

/// A table of which each row belongs to a call, with a key of `columns` besides.
fn of_call(table: &'static str, columns: &[&'static str]) -> TableCreateStatement {
    let mut of_call = ForeignKey::create();
    of_call.name(format!("{table}_of")).from(table, "connection_id").to("connection", "id");
    of_call.on_delete(ForeignKeyAction::Cascade);
    let mut key = Index::create();
    key.col("connection_id");
    for column in columns {
        key.col(*column);
    }
    Table::create().table(table).col(uuid("connection_id")).primary_key(&mut key).foreign_key(&mut of_call).to_owned()
}

/// The same table with the person who did it, as long as they have an account.
fn by_person(table: &'static str, statement: &mut TableCreateStatement) {
    let mut by = ForeignKey::create();
    by.name(format!("{table}_by")).from(table, "person_id").to("person", "id").on_delete(ForeignKeyAction::SetNull);
    statement.col(uuid_null("person_id")).foreign_key(&mut by);
}

/// A reference to a person that goes with them.
fn with_person(table: &'static str) -> ForeignKeyCreateStatement {
    let mut of_person = ForeignKey::create();
    of_person.name(format!("{table}_person")).from(table, "person_id").to("person", "id");
    of_person.on_delete(ForeignKeyAction::Cascade).to_owned()
}

fn sealing_key() -> TableCreateStatement {
    Table::create()
        .table("sealing_key")
        .col(pk_uuid("id"))
        .col(uuid("person_id"))
        .col(string_len("desk", 16))
        .col(string_len("public_key", 80))
        // Encrypted under a passphrase that only its owner knows.
        .col(blob("locked"))
        .col(timestamp_with_time_zone("made_at"))
        .foreign_key(&mut with_person("sealing_key"))
        .to_owned()
}

fn call() -> TableCreateStatement {
    of_call("challenge_call", &[])
        .col(text("terms"))
        .col(timestamp_with_time_zone("deadline"))
        .col(string_len_null("public_key", 80))
        .col(timestamp_with_time_zone_null("opened_at"))
        .col(uuid_null("nominee_id"))
        .col(timestamp_with_time_zone_null("notice_until"))
        .col(text("contract"))
        .to_owned()
}

fn half() -> TableCreateStatement {
    of_call("call_half", &["half", "held_by"])
        // Whose half of the private key it is, and for whose officers it is sealed.
        .col(string_len("half", 16))
        .col(string_len("held_by", 16))
        .col(blob("sealed"))
        .to_owned()
}

fn question() -> TableCreateStatement {
    let mut table = of_call("call_question", &["number"]);
    table.col(integer("number")).col(uuid("organisation_id"));
    by_person("call_question", &mut table);
    table
        .col(text("question"))
        .col(timestamp_with_time_zone("asked_at"))
        .col(text("answer"))
        .col(timestamp_with_time_zone_null("answered_at"))
        .to_owned()
}

fn proposal() -> TableCreateStatement {
    let mut of_call = ForeignKey::create();
    of_call.name("proposal_of_call").from("proposal", "connection_id").to("connection", "id");
    of_call.on_delete(ForeignKeyAction::Cascade);
    let mut table = Table::create();
    table.table("proposal").col(pk_uuid("id")).col(uuid("connection_id")).col(uuid("organisation_id"));
    by_person("proposal", &mut table);
    table
        .col(blob("sealed"))
        .col(string_len("digest", 64))
        .col(integer("revision"))
        .col(timestamp_with_time_zone("submitted_at"))
        .col(timestamp_with_time_zone_null("withdrawn_at"))
        // Empty until two desks have opened it.
        .col(text("text"))
        .foreign_key(&mut of_call)
        .to_owned()
}

fn reviewer() -> TableCreateStatement {
    of_call("call_reviewer", &["person_id", "task"])
        .col(uuid("person_id"))
        .col(string_len("task", 16))
        .col(timestamp_with_time_zone("invited_at"))
        .col(string_len_null("declared", 16))
        .col(text("opinion"))
        .col(timestamp_with_time_zone_null("done_at"))
        .foreign_key(&mut with_person("call_reviewer"))
        .to_owned()
}

fn score() -> TableCreateStatement {
    let mut of_proposal = ForeignKey::create();
    of_proposal.name("proposal_score_of").from("proposal_score", "proposal_id").to("proposal", "id");
    of_proposal.on_delete(ForeignKeyAction::Cascade);
    Table::create()
        .table("proposal_score")
        .col(uuid("proposal_id"))
        .col(uuid("person_id"))
        .col(text("sheet"))
        .col(timestamp_with_time_zone("scored_at"))
        .primary_key(Index::create().col("proposal_id").col("person_id"))
        .foreign_key(&mut of_proposal)
        .foreign_key(&mut with_person("proposal_score"))
        .to_owned()
}

fn objection() -> TableCreateStatement {
    let mut table = of_call("call_objection", &["number"]);
    table.col(integer("number")).col(uuid("organisation_id"));
    by_person("call_objection", &mut table);
    table.col(text("words")).col(timestamp_with_time_zone("at")).col(text("decision")).to_owned()
}

fn milestone() -> TableCreateStatement {
    of_call("call_milestone", &["number"])
        .col(integer("number"))
        .col(string("title"))
        .col(date("due_on"))
        .col(timestamp_with_time_zone_null("reported_at"))
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .to_owned()
}

fn evidence() -> TableCreateStatement {
    of_call("target_evidence", &["number"])
        .col(integer("number"))
        .col(double("measured"))
        .col(text("evidence"))
        .col(timestamp_with_time_zone("at"))
        .to_owned()
}
