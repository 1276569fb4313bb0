//! Benchmarks in the browser. To be written.

fn main() -> anyhow::Result<()> {
    anyhow::bail!("there are no benchmarks in the browser yet")
}
