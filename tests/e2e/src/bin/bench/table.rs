//! What is printed.

/// A table with a title, and what has to be said about it.
pub(crate) struct Table {
    title: String,
    rows: Vec<Vec<String>>,
    notes: Vec<String>,
}

impl Table {
    pub(crate) fn new(title: &str, columns: &[&str]) -> Self {
        let head = columns.iter().map(|&name| name.to_owned()).collect();
        Self { title: title.to_owned(), rows: vec![head], notes: Vec::new() }
    }

    pub(crate) fn row(&mut self, cells: &[String]) {
        self.rows.push(cells.to_vec());
    }

    pub(crate) fn note(&mut self, note: &str) {
        self.notes.push(note.to_owned());
    }

    pub(crate) fn print(&self) {
        let columns = self.rows.first().map_or(0, Vec::len);
        let width = |n: usize| self.rows.iter().map(|row| row[n].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        println!("\n{}\n", self.title);
        for (number, row) in self.rows.iter().enumerate() {
            let cell = |(n, text): (usize, &String)| {
                let width = widths[n];
                if n == 0 { format!("{text:width$}") } else { format!("{text:>width$}") }
            };
            let cells: Vec<String> = row.iter().enumerate().map(cell).collect();
            println!("| {} |", cells.join(" | "));
            if number == 0 {
                let line = |(n, width): (usize, &usize)| {
                    if n == 0 { "-".repeat(*width) } else { format!("{}:", "-".repeat(width - 1)) }
                };
                let lines: Vec<String> = widths.iter().enumerate().map(line).collect();
                println!("| {} |", lines.join(" | "));
            }
        }
        println!();
        for note in &self.notes {
            println!("{note}");
        }
    }
}

/// The middle of some figures; of none, none.
pub(crate) fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Milliseconds.
pub(crate) fn ms(ms: f64) -> String {
    format!("{ms:.1}")
}
