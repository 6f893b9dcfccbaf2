//! The words by which results, projections, targets and background are told apart.

use std::sync::LazyLock;

use regex::Regex;

use super::pattern;

pub(super) static PROJECTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:would|could|should|will|might|may|won't|wouldn't|going to|gonna|(?:i|we|it|they|you|that|this)'(?:d|ll)|",
        r"project(?:ed|ing|ions?)|forecast(?:s|ed|ing| of| is| was| for)|(?:we|i|they|is|was) forecast|estimat(?:e|es|ed|ing)|expect(?:s|ed|ing)?|",
        r"anticipat(?:e|es|ed|ing)|plan(?:ned|ning)? (?:to|for|on)|plan is|intend(?:s|ed)?|hop(?:e|es|ed|ing)|",
        r"want(?:s|ed)?|potential(?:ly)?|maybe|perhaps|probability|likely|propos(?:e|es|ing)|let us|allow us to|",
        r"risk (?:of|analysis)|upside|next (?:year|quarter|half|month))\b",
    ))
});
pub(super) static CONDITION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:if|unless|assuming|provided that|in case)\b"));
pub(super) static NEXT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\W*(?:\w+\s){0,2}next (?:year|quarter|half|month|season)"));
pub(super) static TARGET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:key metrics?|success metrics?|target(?:s|ed|ing)?|goal(?:s)?|aim(?:s|ed|ing)?(?: to| for| at)?|",
        r"objective|okrs?|kpis?|sla|commitment|quota of|budget(?:ed)? (?:is|was|for)|supposed to|asked to)\b|^(?:mitigation|plan|next step)s?:",
    ))
});
/// Past a target: what follows was reached.
pub(super) static BEYOND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:beat|beating|exceeded|exceeding|surpassed|outperformed|overshot|above|ahead of|reached|hit|met)\b",
    )
});
pub(super) static SITUATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:notic(?:e|ed|ing)|found|discovered|learn(?:ed|t)|realiz(?:ed|ing)|saw|heard|knew|show(?:ed|ing|n|s)? ",
        r"(?:\w+ )?(?:that|how|we|them|even)|argued|need(?:s|ed|ing)?|require[sd]?(?: to)?|ability to|able to|current(?:ly)?|",
        r"asked for|faced|struggl(?:ed|ing)|considered|debated|wondered|cost of|complained|losing|lost|missing|used to)\b",
    ))
});
/// How things stood before the person came.
pub(super) static BEFORE_ME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:when|before|until) (?:i|we) (?:joined|started|took|arrived|came|began|inherited)\b")
});
/// Something moved, and in which direction.
pub(super) static CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:dropped|fell|fallen|declined|decreased|decreasing|reduced|reducing|cut|cutting|shrank|shrunk|lowered|lowering|grew|grown|",
        r"growing|rose|risen|climbed|increased|increasing|raised|raising|improved|improving|lifted|lifting|boosted|",
        r"doubled|tripled|halved|quadrupled|went|gained|gaining|saved|saving|added|adding|jumped|accelerated|",
        r"brought|came|moved|plus|minus|not lost|(?:is|are|was|were|come|came|now|be) (?:now )?(?:down|up))\b",
    ))
});
/// Done: verbs in the past whose forms end otherwise than in `-ed`, and forms of going on.
pub(super) static DONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:built|led|won|drove|driven|ran|got|gotten|hit|held|kept|sold|taught|wrote|written|gave|given|set|beat|",
        r"met|sent|made|took|taken|brought|became|paid|bought|found a|spoke|began|begun|stood up|put|hired|sat|chose|",
        r"chosen|dealt|drew|flew|fought|grew|oversaw|rebuilt|rewrote|sought|spent|stuck|withdrew|broke|caught|dug|fed|",
        r"worth|live in|direct reports|resulting in|result(?:ed|s)? in|ahead of schedule|early|today|(?:frees|saves|handles|serves|covers|brings)|(?:uses?|rel(?:y|ies) on|attends?) (?:it|them|this|my|our)|now|(?:i'm|i am|we're|we are) \w+ing)\b",
    ))
});
/// What somebody does as a rule: `I supervise`, `we also run`.
pub(super) static PRESENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:I|[Ww]e)(?: also| still| personally| currently| regularly)? (?P<verb>[a-z]+)\b")
});
/// Verbs that tell of no deed.
pub(super) const NO_DOING: &[&str] = &[
    "am",
    "are",
    "was",
    "were",
    "have",
    "had",
    "do",
    "did",
    "can",
    "could",
    "would",
    "will",
    "may",
    "might",
    "must",
    "should",
    "think",
    "believe",
    "know",
    "feel",
    "hope",
    "guess",
    "reckon",
    "mean",
    "see",
    "like",
    "want",
    "need",
    "wish",
    "expect",
    "understand",
    "remember",
    "hear",
    "say",
    "suppose",
    "ask",
    "never",
    "in",
];
pub(super) static PAST: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b[a-z-]{2,}ed\b"));
/// Forms in `-ed` that tell of no deed.
pub(super) const NO_DEED: &[&str] = &[
    "needed",
    "required",
    "expected",
    "planned",
    "wanted",
    "estimated",
    "projected",
    "based",
    "concerned",
    "called",
    "focused",
    "cited",
    "noticed",
    "considered",
    "churned",
    "dedicated",
    "involved",
    "hundred",
    "challenged",
    "asked",
    "worried",
    "interested",
    "supposed",
    "proposed",
    "allocated",
    "committed",
    "speed",
    "need",
    "targeted",
    "promised",
    "indeed",
];
pub(super) static OPENS_RESULTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:impact|results?|outcomes?|achiev\w+|accomplish\w+|involved|delivered|highlights?|wins?|what (?:i|we) (?:did|delivered))\b",
    )
});
pub(super) static OPENS_TALK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:data|options?|choices|risks?|requirements?|needs|context|situation|assumptions?|scenarios?|questions?)\b",
    )
});
pub(super) static OPENS_FUTURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:next steps?|plans?|goals?|targets?|roadmap|future|outlook|objectives?|days \d+.*)\b")
});
