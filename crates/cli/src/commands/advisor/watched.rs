//! Long work at a terminal: a bar while it runs, and Ctrl-C to stop with the best found so far.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

/// Listens for Ctrl-C once, and shows how far the work is where somebody looks.
pub struct Watched {
    stop: Arc<AtomicBool>,
    bar: ProgressBar,
}

impl Watched {
    /// Begins to listen. Without a terminal the bar stays hidden.
    pub fn new() -> Watched {
        let stop = Arc::new(AtomicBool::new(false));
        let heard = stop.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_io()
                .build();
            let pressed = runtime.map(|runtime| runtime.block_on(tokio::signal::ctrl_c()));
            if matches!(pressed, Ok(Ok(()))) {
                heard.store(true, Ordering::Relaxed);
            }
        });
        let bar = ProgressBar::new_spinner();
        let style = ProgressStyle::with_template("{spinner} {pos}/{len} {elapsed}");
        bar.set_style(style.expect("a template of known words"));
        Watched { stop, bar }
    }

    /// Notes how far the work is; true if it should stop.
    pub fn stops(&self, done: u64, total: Option<u64>) -> bool {
        if let Some(total) = total {
            self.bar.set_length(total);
        }
        self.bar.set_position(done);
        self.stop.load(Ordering::Relaxed)
    }

    /// Whether it was stopped.
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
