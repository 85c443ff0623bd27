//! Code tables as they are kept.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entity::{code, code_table};
use super::outbox::INSERT_ROWS;
use super::{Store, StoreError};
use crate::code::{Code, CodeTable, Codes};

impl Store {
    /// Reads every code table.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn load_codes(&self) -> Result<Codes, StoreError> {
        let mut tables = Vec::new();
        for head in code_table::Entity::find().all(&self.db).await? {
            let rows = code::Entity::find()
                .filter(code::Column::CodeTable.eq(&head.name))
                .order_by_asc(code::Column::Code)
                .all(&self.db)
                .await?;
            let codes = rows.into_iter().map(decode).collect();
            tables.push(CodeTable { name: head.name, version: head.version, source: head.source, codes });
        }
        Ok(Codes::new(tables))
    }

    /// Puts `table` in place of the one with the same name, in one transaction.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; the old table then stays.
    pub async fn replace_code_table(&self, table: &CodeTable) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        code::Entity::delete_many().filter(code::Column::CodeTable.eq(&table.name)).exec(&transaction).await?;
        code_table::Entity::delete_by_id(&table.name).exec(&transaction).await?;
        let head = code_table::ActiveModel {
            name: Set(table.name.clone()),
            version: Set(table.version.clone()),
            source: Set(table.source.clone()),
        };
        code_table::Entity::insert(head).exec_without_returning(&transaction).await?;
        for chunk in table.codes.chunks(INSERT_ROWS) {
            let rows = chunk.iter().map(|row| encode(&table.name, row));
            code::Entity::insert_many(rows).exec_without_returning(&transaction).await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}

fn encode(table: &str, row: &Code) -> code::ActiveModel {
    code::ActiveModel {
        code_table: Set(table.to_owned()),
        code: Set(row.code.clone()),
        name: Set(row.name.clone()),
        name_en: Set(row.name_en.clone()),
        parent: Set(row.parent.clone()),
        aliases: Set(row.aliases.join("|")),
    }
}

fn decode(row: code::Model) -> Code {
    let aliases = row.aliases.split('|').filter(|alias| !alias.is_empty()).map(str::to_owned).collect();
    Code { code: row.code, name: row.name, name_en: row.name_en, parent: row.parent, aliases }
}
