//! What each desk did in a week, counted from its visits and from what was done to its cases.

use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, QuerySelect};

use super::desk_cases::desks_read;
use super::entity::{desk_case, desk_case_event, desk_visit};
use super::{Store, StoreError, choice};
use crate::access::{Actor, Desk};
use crate::workbench::case::CaseStep;
use crate::workbench::week::{DeskWeek, Week, WeekFigures};

impl Store {
    /// What the desks that `actor` reads did in `week`, a line for each.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn desk_weeks(&self, actor: &Actor, week: Week) -> Result<Vec<DeskWeek>, StoreError> {
        let read = desks_read(actor);
        let is_read = |desk: &&Desk| read.as_ref().is_none_or(|read| read.contains(&desk.slug()));
        let mut lines = Vec::new();
        for &desk in Desk::ALL.iter().filter(is_read) {
            let mut figures = WeekFigures::default();
            self.count_visits(desk, week, &mut figures).await?;
            self.count_steps(desk, week, &mut figures).await?;
            figures.open = self.count_open_at_end(desk, week).await?;
            lines.push(DeskWeek { desk, figures });
        }
        Ok(lines)
    }

    async fn count_visits(&self, desk: Desk, week: Week, figures: &mut WeekFigures) -> Result<(), StoreError> {
        let within = desk_visit::Column::VisitedOn.between(week.monday(), week.sunday());
        let theirs = desk_visit::Entity::find().filter(desk_visit::Column::Desk.eq(desk.slug()).and(within));
        let rows = theirs.all(&self.db).await?;
        figures.visits = rows.len() as u64;
        let mut visited: Vec<String> =
            rows.into_iter().map(|row| row.organisation_id.map_or(row.name, |id| id.to_string())).collect();
        visited.sort_unstable();
        visited.dedup();
        figures.visited = visited.len() as u64;
        Ok(())
    }

    async fn count_steps(&self, desk: Desk, week: Week, figures: &mut WeekFigures) -> Result<(), StoreError> {
        let at = desk_case_event::Column::At;
        let within = at.gte(week.begins()).and(at.lt(week.ends())).and(desk_case_event::Column::Desk.eq(desk.slug()));
        let counted = desk_case_event::Entity::find()
            .filter(within.clone())
            .select_only()
            .column(desk_case_event::Column::Step)
            .column_as(desk_case_event::Column::Revision.count(), "number")
            .group_by(desk_case_event::Column::Step);
        let rows: Vec<(String, i64)> = counted.into_tuple().all(&self.db).await?;
        let needs = [CaseStep::Draft, CaseStep::TieNeed].map(CaseStep::slug);
        let with_need = desk_case_event::Entity::find()
            .filter(within.and(desk_case_event::Column::Step.is_in(needs)))
            .select_only()
            .column(desk_case_event::Column::CaseId)
            .distinct();
        figures.needs = with_need.count(&self.db).await?;
        for (step, number) in rows {
            let number = number.unsigned_abs();
            match choice(&step, "desk_case_event", uuid::Uuid::nil(), "step")? {
                CaseStep::Open => figures.opened += number,
                CaseStep::Contact => figures.contacts += number,
                CaseStep::Introduce => figures.introductions += number,
                CaseStep::Negotiate => figures.negotiations += number,
                CaseStep::Achieve => figures.achieved += number,
                CaseStep::Fail => figures.failed += number,
                // Of a need each case counts once, however often it is chosen anew.
                CaseStep::Draft | CaseStep::TieNeed | CaseStep::Assign | CaseStep::HandOver | CaseStep::Plan => {}
            }
        }
        Ok(())
    }

    async fn count_open_at_end(&self, desk: Desk, week: Week) -> Result<u64, StoreError> {
        let ended = desk_case::Column::EndedAt;
        let open = ended.is_null().or(ended.gte(week.ends()));
        let begun = desk_case::Column::CreatedAt.lt(week.ends());
        let theirs = desk_case::Column::Desk.eq(desk.slug()).and(begun).and(open);
        Ok(desk_case::Entity::find().filter(theirs).count(&self.db).await?)
    }
}
