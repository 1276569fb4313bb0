//! Takes a folder of brat files in and out again, and says whether they say the same:
//! `cargo xtask corpus <folder>`.
//!
//! Ends with an error when anything differs. With `--show` it prints what does.

mod folder;

use std::{error::Error, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folder = args.first().ok_or("which folder? cargo xtask corpus <folder> [--show]")?;
    let tally = folder::there_and_back(Path::new(folder))?;
    print!("{tally}");
    if args.iter().any(|arg| arg == "--show") {
        for difference in &tally.differences {
            println!("{difference}");
        }
    }
    if tally.unequal == 0 { Ok(()) } else { Err(format!("{} files differ", tally.unequal).into()) }
}
