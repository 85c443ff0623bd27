//! Pictures that devices read.

use qrcode::QrCode;
use qrcode::render::svg;

use crate::problem::Problem;

/// `text` as a picture that devices read (ISO/IEC 18004), to stand within a page.
pub(super) fn code_picture(text: &str) -> Result<String, Problem> {
    let code = QrCode::new(text).map_err(Problem::internal)?;
    let svg = code.render::<svg::Color<'_>>().quiet_zone(true).build();
    // The declaration of an XML file has no place within a page.
    Ok(svg.split_once("?>").map_or(svg.clone(), |(_, rest)| rest.to_owned()))
}
