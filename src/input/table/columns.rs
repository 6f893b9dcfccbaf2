//! Which columns a reader knows, and which of them the headers of a file mean.

use super::header::Header;
use super::synonyms::Foreign;
use crate::domain::fold_name;
use crate::input::options::ReadOptions;

/// What a reader expects of the header line.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// Every name the reader knows.
    pub known: &'static [&'static str],
    /// Those without which there is nothing to read.
    pub required: &'static [&'static str],
    /// Whether a file may have others, which then stay unread.
    pub others: bool,
}

/// Wider headers are not looked through for what others call our columns.
const WIDEST_FOREIGN: usize = 500;

impl Columns {
    /// The known column that each header means, after the user's names and what others call it.
    pub fn of(&self, header: &Header, options: &ReadOptions) -> Vec<Option<&'static str>> {
        let names = self.names(header, options);
        let free = self.known.iter().filter(|known| names.iter().all(|(ours, _)| ours != *known));
        let free: Vec<(&'static str, String)> = free.map(|known| (*known, fold_name(known))).collect();
        let of = |theirs: &String| {
            let mapped = names.iter().find(|(_, other)| other == theirs).map(|(ours, _)| *ours);
            let folded = fold_name(theirs);
            mapped.or_else(|| free.iter().find(|(_, own)| *own == folded).map(|(known, _)| *known))
        };
        header.names.iter().map(of).collect()
    }

    /// (ours, theirs): the user's own, then what others call those that the header has not.
    pub(super) fn names(&self, header: &Header, options: &ReadOptions) -> Vec<(&'static str, String)> {
        let typed = options.told.columns.iter().filter_map(|(ours, theirs)| {
            let ours = self.known.iter().find(|known| *known == ours)?;
            header.names.contains(theirs).then(|| (*ours, theirs.clone()))
        });
        let mut names: Vec<(&str, String)> = typed.collect();
        if header.names.len() > WIDEST_FOREIGN {
            return names;
        }
        let folded: Vec<String> = header.names.iter().map(|name| fold_name(name)).collect();
        let own: Vec<String> = self.known.iter().map(|known| fold_name(known)).collect();
        let foreign = Foreign::of(&header.names);
        for (ours, name) in self.known.iter().zip(&own) {
            if names.iter().any(|(known, _)| known == ours) || folded.contains(name) {
                continue;
            }
            let theirs = foreign.found(ours).map(|at| (&header.names[at], &folded[at]));
            let is_free = |(theirs, folded): &(&String, &String)| {
                names.iter().all(|(_, other)| other != *theirs) && !own.contains(folded)
            };
            names.extend(theirs.filter(is_free).map(|(theirs, _)| (*ours, theirs.clone())));
        }
        names
    }

    /// How well a header fits: perfectly where all that is required is there, else how many of its
    /// columns are known.
    pub fn fit(&self, header: &Header, options: &ReadOptions) -> usize {
        let found = self.of(header, options);
        match self.required.iter().all(|name| found.contains(&Some(*name))) {
            true => usize::MAX,
            false => found.iter().flatten().count(),
        }
    }
}
