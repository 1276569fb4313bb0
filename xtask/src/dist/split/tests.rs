//! Small modules made by hand, linked as the linker would, and cut in two.

use super::{check_data, moved, needed::Needed, parts::Parts, split};
use crate::dist::linked::Linked;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Where the data begin.
const BASE: u32 = 1024;

/// What a function or a piece of data names.
#[derive(Clone, Debug, Default)]
struct Names {
    pieces: Vec<usize>,
    slots: Vec<u32>,
}

/// A module: functions that name things, pieces of data that do, and nothing else. Function `n` is
/// called `fn`, and is at place `n + 1` of the table.
#[derive(Clone, Debug)]
struct Sketch {
    functions: Vec<Names>,
    pieces: Vec<Names>,
}

fn leb(mut number: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

/// In five bytes, as the linker writes numbers that it may change. Small ones are the same signed.
fn padded(number: u32) -> [u8; 5] {
    assert!(number < 1 << 27);
    let byte = |shift: u32| (number >> shift) as u8 & 0x7f | 0x80;
    [byte(0), byte(7), byte(14), byte(21), (number >> 28) as u8]
}

fn text(text: &str) -> Vec<u8> {
    [leb(text.len() as u32), text.into()].concat()
}

fn list(items: &[Vec<u8>]) -> Vec<u8> {
    [leb(items.len() as u32), items.concat()].concat()
}

fn section(id: u8, content: &[u8]) -> Vec<u8> {
    [vec![id], leb(content.len() as u32), content.to_vec()].concat()
}

fn custom(name: &str, content: &[u8]) -> Vec<u8> {
    section(0, &[&text(name), content].concat())
}

/// Kinds of relocations, as the tool conventions number them.
const TABLE_INDEX_SLEB: u8 = 1;
const TABLE_INDEX_I32: u8 = 2;
const MEMORY_ADDR_SLEB: u8 = 4;
const MEMORY_ADDR_I32: u8 = 5;

impl Sketch {
    /// How long a piece is: its own number, what it names, and zeros.
    fn length(&self, piece: usize) -> u32 {
        let names = &self.pieces[piece];
        4 + 4 * (names.pieces.len() + names.slots.len()) as u32 + 20
    }

    fn address(&self, piece: usize) -> u32 {
        BASE + (0..piece).map(|n| self.length(n)).sum::<u32>()
    }

    /// The module, with the linker's record.
    fn module(&self) -> Vec<u8> {
        let (code, in_code) = self.code();
        let (data, in_data) = self.data();
        let many = self.functions.len() as u32;
        let places = leb(many + 1);
        let symbols = (0..self.pieces.len()).map(|n| {
            let offset = leb(self.address(n) - BASE);
            [vec![1, 0], text(&format!("d{n}")), leb(0), offset, leb(self.length(n))].concat()
        });
        let symbols = list(&symbols.collect::<Vec<_>>());
        let linking = [leb(2), vec![8], leb(symbols.len() as u32), symbols].concat();
        let names = (0..many).map(|n| [leb(n), text(&format!("f{n}"))].concat());
        let names = list(&names.collect::<Vec<_>>());
        let all: Vec<_> = (0..many).map(leb).collect();
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, &[1, 0x60, 0, 0]),
            section(3, &list(&vec![vec![0]; self.functions.len()])),
            section(4, &[vec![1, 0x70, 1], places.clone(), places].concat()),
            section(5, &[1, 0, 1]),
            section(7, &list(&[[text("run"), vec![0, 0]].concat()])),
            section(9, &[vec![1, 0, 0x41, 1, 0x0b], list(&all)].concat()),
            section(10, &code),
            section(11, &data),
            custom("linking", &linking),
            custom("reloc.CODE", &[leb(6), list(&in_code)].concat()),
            custom("reloc.DATA", &[leb(7), list(&in_data)].concat()),
            custom("name", &[vec![1], leb(names.len() as u32), names].concat()),
        ]
        .concat()
    }

    fn code(&self) -> (Vec<u8>, Vec<Vec<u8>>) {
        let (mut code, mut record) = (leb(self.functions.len() as u32), Vec::new());
        for names in &self.functions {
            let length = 2 + 7 * (names.pieces.len() + names.slots.len()) as u32;
            code.extend(padded(length));
            code.push(0);
            for piece in &names.pieces {
                let place = code.len() as u32 + 1;
                record.push([vec![MEMORY_ADDR_SLEB], leb(place), leb(*piece as u32), vec![0]].concat());
                code.extend([&[0x41][..], &padded(self.address(*piece)), &[0x1a]].concat());
            }
            for slot in &names.slots {
                record.push([vec![TABLE_INDEX_SLEB], leb(code.len() as u32 + 1), leb(0)].concat());
                code.extend([&[0x41][..], &padded(*slot), &[0x1a]].concat());
            }
            code.push(0x0b);
        }
        (code, record)
    }

    fn data(&self) -> (Vec<u8>, Vec<Vec<u8>>) {
        let (mut bytes, mut record) = (Vec::new(), Vec::new());
        let length = self.address(self.pieces.len()) - BASE;
        let head = [vec![1, 0, 0x41], padded(BASE).into(), vec![0x0b], padded(length).into()].concat();
        for (n, names) in self.pieces.iter().enumerate() {
            bytes.extend((n as u32 + 1).to_le_bytes());
            for piece in &names.pieces {
                let place = (head.len() + bytes.len()) as u32;
                record.push([vec![MEMORY_ADDR_I32], leb(place), leb(*piece as u32), vec![0]].concat());
                bytes.extend(self.address(*piece).to_le_bytes());
            }
            for slot in &names.slots {
                record.push([vec![TABLE_INDEX_I32], leb((head.len() + bytes.len()) as u32), leb(0)].concat());
                bytes.extend(slot.to_le_bytes());
            }
            bytes.extend([0; 20]);
        }
        ([head, bytes].concat(), record)
    }

    /// What the functions can come to, found step by step.
    fn reach(&self, functions: &[usize]) -> (BTreeSet<usize>, BTreeSet<u32>) {
        let (mut pieces, mut slots) = (BTreeSet::new(), BTreeSet::new());
        let mut open: Vec<&Names> = functions.iter().map(|n| &self.functions[*n]).collect();
        while let Some(names) = open.pop() {
            slots.extend(&names.slots);
            for piece in &names.pieces {
                if pieces.insert(*piece) {
                    open.push(&self.pieces[*piece]);
                }
            }
        }
        (pieces, slots)
    }
}

/// Cuts it, with these functions in the first half, and checks what has to hold of any cut.
fn check(sketch: &Sketch, first: &[usize]) {
    let module = sketch.module();
    let linked = Linked::read(&module).unwrap();
    let is_first = |name: &str| first.iter().any(|n| name == format!("f{n}"));
    let halves = split(&module, &linked, is_first).unwrap();
    check_data(&module, &halves.first, &halves.later).unwrap();

    let (pieces, slots) = sketch.reach(first);
    let kept = Parts::of(&halves.first).unwrap();
    let byte = |address| {
        let segment =
            kept.data.iter().find(|(start, bytes)| (*start..*start + bytes.len() as u32).contains(&address));
        segment.map(|(start, bytes)| bytes[(address - start) as usize])
    };
    let whole = Parts::of(&module).unwrap();
    let (_, all) = whole.data[0];
    for n in 0..sketch.pieces.len() {
        for address in sketch.address(n)..sketch.address(n) + sketch.length(n) {
            let expected = pieces.contains(&n).then(|| all[(address - BASE) as usize]);
            assert_eq!(byte(address), expected, "piece {n} at {address}");
        }
    }
    let filled = kept.slots().unwrap();
    for slot in 1..=sketch.functions.len() as u32 {
        let stays = slots.contains(&slot) || first.contains(&(slot as usize - 1));
        assert_eq!(filled.contains_key(&slot), stays, "place {slot}");
    }
    let put = Parts::of(&halves.later).unwrap().slots().unwrap();
    for n in (0..sketch.functions.len()).filter(|n| !first.contains(n)) {
        assert!(put.contains_key(&(n as u32 + 1)), "f{n} is not put in its place");
    }
}

fn names(pieces: &[usize], slots: &[u32]) -> Names {
    Names { pieces: pieces.to_vec(), slots: slots.to_vec() }
}

#[test]
fn data_goes_with_the_only_functions_that_come_to_it() {
    // f0 names d0, which names d1 and the place of f2; f1 names d2, and d1 too.
    let sketch = Sketch {
        functions: vec![names(&[0], &[]), names(&[2, 1], &[]), names(&[3], &[])],
        pieces: vec![names(&[1], &[3]), names(&[], &[]), names(&[], &[]), names(&[], &[])],
    };
    check(&sketch, &[0]);
    let module = sketch.module();
    let linked = Linked::read(&module).unwrap();
    let parts = Parts::of(&module).unwrap();
    let needed = Needed::of(&parts, &moved(&parts, |name| name == "f0"), &linked).unwrap();
    let one = |from, to| std::iter::once(sketch.address(from)..sketch.address(to));
    assert!(needed.data.iter().cloned().eq(one(0, 2)), "{:?}", needed.data);
    assert!(needed.rest.iter().cloned().eq(one(2, 4)), "{:?}", needed.rest);
    assert_eq!(needed.slots, BTreeSet::from([3]));
}

#[test]
fn data_that_goes_round_in_circles_is_followed_once() {
    let sketch = Sketch {
        functions: vec![names(&[0], &[]), names(&[2], &[])],
        pieces: vec![names(&[1], &[]), names(&[0], &[]), names(&[0], &[])],
    };
    check(&sketch, &[0]);
    check(&sketch, &[1]);
    check(&sketch, &[]);
    check(&sketch, &[0, 1]);
}

#[test]
fn data_that_was_changed_since_it_was_linked_is_refused() {
    let sketch = Sketch { functions: vec![names(&[0], &[])], pieces: vec![names(&[], &[])] };
    let linked = sketch.module();
    let other = Sketch { pieces: vec![names(&[], &[1])], ..sketch }.module();
    assert!(split(&other, &Linked::read(&linked).unwrap(), |_| true).is_err());
}

#[test]
fn module_without_the_record_is_refused() {
    let module = wasm_encoder::Module::new().finish();
    assert!(Linked::read(&module).is_err());
}

fn sketches() -> impl Strategy<Value = (Sketch, Vec<usize>)> {
    (1..6_usize, 1..12_usize).prop_flat_map(|(functions, pieces)| {
        let names =
            (prop::collection::vec(0..pieces, 0..4), prop::collection::vec(1..=functions as u32, 0..3))
                .prop_map(|(pieces, slots)| Names { pieces, slots });
        let sketch = (prop::collection::vec(names.clone(), functions), prop::collection::vec(names, pieces))
            .prop_map(|(mut functions, pieces)| {
                // The record is never empty.
                functions[0].pieces.push(0);
                Sketch { functions, pieces }
            });
        (sketch, prop::sample::subsequence((0..functions).collect::<Vec<_>>(), 0..=functions))
    })
}

proptest! {
    #[test]
    fn nothing_that_is_needed_is_missing((sketch, first) in sketches()) {
        check(&sketch, &first);
    }
}
