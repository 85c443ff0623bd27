//! Tables of text (CSV) for spreadsheets: how each begins, and cells that stay text.

/// Tells spreadsheets that the text is UTF-8.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What begins a formula in a spreadsheet; some take the wide forms for the narrow ones.
const FORMULA_SIGNS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A cell that a spreadsheet takes for text, whatever somebody wrote.
pub(super) fn plain_cell(text: String) -> String {
    if text.starts_with(FORMULA_SIGNS) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_no_formula() {
        for formula in ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠SUM(A1)"] {
            assert_eq!(plain_cell(formula.to_owned()), format!("'{formula}"));
        }
        assert_eq!(plain_cell("林汐 = 一人".to_owned()), "林汐 = 一人");
    }
}
