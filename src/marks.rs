//! Signs that act on whoever reads a text, made into signs that only stand there.
//!
//! Control characters command a terminal, marks of direction turn a line
//! around, marks without width hide in a name, and the private area is where
//! this program marks figures on their way through templates. Each becomes one
//! sign that can be seen, so that columns hold and nothing is hidden.

/// A text on one line in which nothing acts on its reader. Line breaks and tabs become blanks.
///
/// ```
/// use counteroffer::marks::show;
///
/// assert_eq!(show("A\u{1b}]8;;x\u{202e}lloy\n"), "A␛]8;;x\u{fffd}lloy ");
/// assert_eq!(show("Zoë, Jürgen, علی\u{200c}رضا"), "Zoë, Jürgen, علی\u{200c}رضا");
/// ```
pub fn show(text: &str) -> String {
    mapped(text, |c| if c.is_whitespace() && c != '\u{a0}' { Some(' ') } else { None })
}

/// The same with the line breaks and tabs of a page.
pub fn show_page(text: &str) -> String {
    mapped(text, |c| matches!(c, '\n' | '\t').then_some(c))
}

fn mapped(text: &str, stays: impl Fn(char) -> Option<char>) -> String {
    let mut before = None;
    let mut rest = text.chars().peekable();
    let mut shown = String::with_capacity(text.len());
    while let Some(c) = rest.next() {
        let joins = is_joiner(c)
            && [before, rest.peek().copied()].into_iter().all(|near| near.is_some_and(is_joined));
        shown.push(if joins { c } else { stays(c).unwrap_or_else(|| sign_of(c)) });
        before = Some(c);
    }
    shown
}

/// The picture of a control character, a replacement sign for what has none.
fn sign_of(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        c if acts(c) => '\u{fffd}',
        c => c,
    }
}

fn acts(c: char) -> bool {
    c.is_control()
        || is_joiner(c)
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{180b}'..='\u{180f}' | '\u{200b}'
            | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}'..='\u{ffff}' | '\u{e000}'..='\u{f8ff}'
            | '\u{e0000}'..='\u{e007f}' | '\u{f0000}'..='\u{10ffff}')
}

/// Marks that join or part letters: at home in Persian, in scripts of India and between pictures.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_joined(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() && !acts(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_becomes_one_sign_that_can_be_seen() {
        let hostile = "a\u{1b}[31m\u{7}\u{9b}\u{202e}\u{200b}\u{feff}\u{e000}\u{ad}\u{200d}z";
        let shown = show(hostile);
        assert_eq!(shown, "a␛[31m␇\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}z");
        assert_eq!(shown.chars().count(), hostile.chars().count());
        assert_eq!(show(&shown), shown);
    }

    #[test]
    fn what_belongs_to_a_script_stays() {
        for text in ["Zoe\u{308}", "日本", "👩\u{200d}🔬", "नमस्\u{200d}ते", "a\u{a0}b", "❤\u{fe0f}"]
        {
            assert_eq!(show(text), text);
        }
        assert_eq!(show_page("a\tb\r\nc"), "a\tb␍\nc");
        assert_eq!(show("a\tb\nc"), "a b c");
    }
}
