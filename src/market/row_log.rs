//! Rows of many groups as they come: written to a few streams, so that memory
//! is touched in order, and put together by group when all are there.

use rayon::prelude::*;

use super::collect::Entry;

/// How many streams; group g goes to stream g modulo this.
const STREAMS: usize = 64;

/// Rows of numbered groups.
#[derive(Debug, Clone)]
pub struct Log {
    streams: Vec<Vec<(u32, Entry)>>,
    groups: Vec<Vec<Entry>>,
}

impl Default for Log {
    fn default() -> Self {
        Log { streams: vec![Vec::new(); STREAMS], groups: Vec::new() }
    }
}

impl Log {
    /// Notes a row of a group.
    #[inline]
    pub fn push(&mut self, group: usize, entry: Entry) {
        self.streams[group % STREAMS].push((group as u32, entry));
    }

    /// Adds rows of one group.
    pub fn extend(&mut self, group: usize, entries: impl Iterator<Item = Entry>) {
        if self.groups.len() <= group {
            self.groups.resize(group + 1, Vec::new());
        }
        self.groups[group].extend(entries);
    }

    /// The rows by group; in each, those added by [`Log::extend`] before the others.
    pub fn into_groups(self, count: usize) -> Vec<Vec<Entry>> {
        let mut groups = self.groups;
        groups.resize(count, Vec::new());
        let sorted: Vec<Vec<Vec<Entry>>> =
            self.streams.into_par_iter().map(|stream| by_group(stream, count.div_ceil(STREAMS))).collect();
        for (stream, of_stream) in sorted.into_iter().enumerate() {
            for (i, mut entries) in of_stream.into_iter().enumerate().filter(|(_, found)| !found.is_empty()) {
                groups[i * STREAMS + stream].append(&mut entries);
            }
        }
        groups
    }
}

/// The rows of one stream by group, each group in the order of the stream.
fn by_group(stream: Vec<(u32, Entry)>, count: usize) -> Vec<Vec<Entry>> {
    let mut sizes = vec![0; count];
    stream.iter().for_each(|(group, _)| sizes[*group as usize / STREAMS] += 1);
    let mut groups: Vec<Vec<Entry>> = sizes.into_iter().map(Vec::with_capacity).collect();
    for (group, entry) in stream {
        groups[group as usize / STREAMS].push(entry);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_comes_back_with_its_group() {
        let entry = |i: usize| Entry { value: i as f64, identity: i as u64, company: 0, date: 0 };
        let mut log = Log::default();
        (0..10_000).for_each(|i| log.push(i * i % 301, entry(i)));
        log.extend(7, [entry(1), entry(2)].into_iter());
        let groups = log.into_groups(301);
        assert_eq!(groups.iter().map(Vec::len).sum::<usize>(), 10_002);
        for (group, entries) in groups.iter().enumerate() {
            let own = |entry: &&Entry| (entry.identity as usize).pow(2) % 301 != group;
            let foreign = entries.iter().filter(own).count();
            assert_eq!(foreign, if group == 7 { 2 } else { 0 }, "{group}");
        }
    }
}
