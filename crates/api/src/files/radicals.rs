//! Letters that PDF files take for others that look the same.

/// Radicals without a compatibility mapping that are words of their own, with the letters meant (Unicode,
/// `EquivalentUnifiedIdeograph.txt`).
const RADICALS: [(char, char); 32] = [
    ('⺒', '巳'),
    ('⺓', '幺'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻑', '長'),
    ('⻓', '长'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻪', '黾'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻱', '龜'),
    ('⻳', '龟'),
    ('⻔', '门'),
];

/// `text` with letters in the place of radicals that look like them, as it was written before it became a PDF: one glyph
/// serves both, and producers name either.
pub(super) fn as_written(text: &str) -> String {
    text.chars().map(letter).collect()
}

fn letter(found: char) -> char {
    match found {
        '\u{2f00}'..='\u{2fd5}' => kangxi(found),
        '\u{2e80}'..='\u{2ef3}' => RADICALS.iter().find(|(radical, _)| *radical == found).map_or(found, |it| it.1),
        other => other,
    }
}

/// The letter that a radical of the Kangxi dictionary is compatible with.
fn kangxi(radical: char) -> char {
    rongqiao_model::naming::name_key(radical.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(radical)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_the_letters_that_were_written() {
        assert_eq!(as_written("⼿机、⻄⻔⼦、⾃动化，Ａ①"), "手机、西门子、自动化，Ａ①");
    }

    #[test]
    fn every_radical_of_the_dictionary_has_its_letter() {
        for radical in '\u{2f00}'..='\u{2fd5}' {
            assert!(('\u{3400}'..='\u{9fff}').contains(&letter(radical)), "{radical}");
        }
    }
}
