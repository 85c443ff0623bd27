//! What the operator can set: defaults, then the configuration file, then the environment, then the command line.

use crate::operator::Operator;

/// What the operator has set, checked once at the start.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Address at which people reach the site, without a slash at the end, such as `https://rongqiao.example`.
    pub public_url: String,
    /// Who runs the site, for the imprint and the foot of every page.
    pub operator: Operator,
}
