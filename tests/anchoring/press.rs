//! Writes articles: a few hundred words of vocabulary, a dozen ways to build a sentence, names and
//! numbers enough, and stock phrases that come back as they do in the papers.

use super::random::Random;

const NOUNS: &[&str] = &[
    "harbour",
    "ferry",
    "council",
    "orchard",
    "pump",
    "ledger",
    "inspector",
    "bakery",
    "signal",
    "tram",
    "archive",
    "quarry",
    "library",
    "pier",
    "auction",
    "hospital",
    "turbine",
    "committee",
    "vineyard",
    "courier",
    "museum",
    "reservoir",
    "warehouse",
    "choir",
    "surveyor",
    "lighthouse",
    "clinic",
    "market",
    "footbridge",
    "brewery",
    "kennel",
    "parish",
    "treasurer",
    "laundry",
    "glacier",
    "depot",
    "printer",
    "nursery",
    "regatta",
    "cemetery",
    "planetarium",
    "roundabout",
    "granary",
    "chapel",
    "foundry",
    "canteen",
];
const VERBS: &[&str] = &[
    "closed",
    "repaired",
    "sold",
    "measured",
    "visited",
    "ignored",
    "rebuilt",
    "questioned",
    "insured",
    "flooded",
    "inspected",
    "postponed",
    "praised",
    "emptied",
    "mapped",
    "financed",
    "sketched",
    "abandoned",
    "renamed",
    "photographed",
    "audited",
    "defended",
    "leased",
    "surveyed",
    "mocked",
    "restored",
    "numbered",
    "patrolled",
];
const ADJECTIVES: &[&str] = &[
    "old",
    "narrow",
    "costly",
    "distant",
    "municipal",
    "leaking",
    "famous",
    "quiet",
    "wooden",
    "annual",
    "disputed",
    "northern",
    "temporary",
    "crowded",
    "hollow",
    "elegant",
    "rusty",
    "private",
    "unfinished",
    "tidal",
    "bankrupt",
    "borrowed",
    "haunted",
    "portable",
    "reluctant",
    "sunken",
    "vacant",
    "weathered",
];
const FIRST: &[&str] = &[
    "Ada", "Benno", "Carys", "Dario", "Edda", "Farid", "Greta", "Hamza", "Ines", "Jonah", "Katya", "Lorcan",
    "Mirela", "Nils", "Oona", "Pavel",
];
const LAST: &[&str] = &[
    "Ashdown",
    "Brightwell",
    "Colquitt",
    "Dunmore",
    "Eastlake",
    "Fairweather",
    "Garrick",
    "Holloway",
    "Ingleby",
    "Jessop",
    "Kettering",
    "Lockhart",
    "Marchbanks",
    "Northcote",
    "Ormsby",
    "Penhallow",
];
const PLACES: &[&str] = &[
    "Abermoor",
    "Brackwater",
    "Cold Ashby",
    "Dunwold",
    "Elverton",
    "Fenny Drove",
    "Gorseley",
    "Hexcombe",
    "Isleport",
    "Jarrow Hythe",
    "Kelderby",
    "Lindmouth",
];
const SAYING: &[&str] = &["said", "added", "argued", "told reporters", "wrote", "warned", "insisted"];
const WHEN: &[&str] =
    &["on Monday", "in March", "last year", "on 14 June", "before dawn", "in 1987", "after the flood"];

/// An article of about `words` words, its paragraphs made of sentences.
pub(crate) fn article(random: &mut Random, words: usize) -> Vec<Vec<String>> {
    let mut written = 0;
    let mut paragraphs = Vec::new();
    while written < words {
        let paragraph: Vec<String> = (0..2 + random.below(4)).map(|_| sentence(random)).collect();
        written += paragraph.iter().map(|s| s.split(' ').count()).sum::<usize>();
        paragraphs.push(paragraph);
    }
    paragraphs
}

/// One sentence.
pub(crate) fn sentence(random: &mut Random) -> String {
    let (thing, other, third) = (thing(random), thing(random), thing(random));
    let (verb, again) = (random.pick(VERBS), random.pick(VERBS));
    let (place, when, saying) = (random.pick(PLACES), random.pick(WHEN), random.pick(SAYING));
    let person = person(random);
    let number = number(random);
    match random.below(9) {
        0 => format!("{} {verb} {other} {when}, and {third} was {again} in {place}.", capital(&thing)),
        1 => format!("“{} never {verb} {other},” {person} {saying}. ", capital(&thing)).trim_end().to_owned(),
        2 => format!("According to {person}, {thing} {verb} {number} of them {when}."),
        3 => format!("{person}, who {verb} {thing}, {saying} that {other} had not {again} {third}."),
        4 => format!("It was not clear whether {thing} {verb} {other} {when}."),
        5 => format!("Takings rose by {number} per cent to {} a week in {place}.", self::number(random)),
        6 => format!("In {place}, {number} people {verb} {thing} – and {other} – {when}."),
        7 => format!("“We {verb} {thing},” {saying} {person}, “and {other} {again} {third}.”"),
        _ => format!("{} of {place} {verb} {other}.", capital(&thing)),
    }
}

/// A sentence like this one but for one to three of its names, nouns and numbers.
pub(crate) fn twin(random: &mut Random, sentence: &str) -> String {
    let mut words: Vec<String> = sentence.split(' ').map(str::to_owned).collect();
    let wanted = 1 + random.below(3);
    let mut changed = 0;
    for _ in 0..100 {
        let at = random.below(words.len());
        let (core, rest) = core(&words[at]);
        let instead = if core.parse::<f32>().is_ok() {
            (2 + random.below(98)).to_string()
        } else if NOUNS.contains(&core) {
            random.pick(NOUNS).to_owned()
        } else if LAST.contains(&core) {
            random.pick(LAST).to_owned()
        } else {
            continue;
        };
        changed += usize::from(instead != core);
        words[at] = instead + rest;
        if changed == wanted {
            break;
        }
    }
    words.join(" ")
}

/// A word, and the marks behind it.
fn core(word: &str) -> (&str, &str) {
    word.split_at(word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len()))
}

fn thing(random: &mut Random) -> String {
    format!("the {} {}", random.pick(ADJECTIVES), random.pick(NOUNS))
}

/// A full name.
pub(crate) fn person(random: &mut Random) -> String {
    format!("{} {}", random.pick(FIRST), random.pick(LAST))
}

/// A number in figures.
pub(crate) fn number(random: &mut Random) -> String {
    match random.below(3) {
        0 => format!("{}", 2 + random.below(98)),
        1 => format!("{},{:03}", 1 + random.below(40), random.below(1000)),
        _ => format!("{}.{}", 1 + random.below(90), 1 + random.below(9)),
    }
}

/// A word that might stand anywhere.
pub(crate) fn word(random: &mut Random) -> &'static str {
    match random.below(3) {
        0 => random.pick(NOUNS),
        1 => random.pick(VERBS),
        _ => random.pick(ADJECTIVES),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
