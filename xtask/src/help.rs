//! What `cargo xtask help` says.

pub(crate) const TEXT: &str = "\
cargo xtask <command>

  serve [trunk's arguments]     the app on http://127.0.0.1:8080, rebuilt on change
  test                          everything: check, native, web, e2e
  test native|web|e2e [filter]  one ring of tests
  check                         format, licences, lints on both targets, documentation
  check --deny                  the same with known weaknesses, by cargo-deny
  dist                          the release build in dist/, with its sizes
  profile                       writes anew which functions the first page calls, for dist
  bench [native|browser]        benchmarks: criterion, and in Chromium
  anchor <folder>               how well marks are found again, on a folder of cases
  corpus <folder>               whether brat files come out as they went in
  foreign [file]                whether programs of others read what Hearsay writes
  screenshots [folder]          pictures of the app in its states, widths and colours

Tools that are missing are installed in pinned versions into a folder of their
own in the user's cache folder (HEARSAY_CACHE, or XDG_CACHE_HOME/hearsay, or the
system's usual one). Delete it at any time; the next run fills it again.

CHROMIUM and CHROMEDRIVER, if set, name the browser and its driver.
";
