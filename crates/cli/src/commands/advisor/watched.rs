//! Long work at a terminal: a bar while it runs, and Ctrl-C to stop with the best found so far.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use analysis::watch::{Go, Progress};
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

    /// Shows how far the work is, and tells it to stop once somebody asked for it.
    pub fn listener(&self) -> impl Fn(Progress) -> Go + Sync + use<> {
        let (stop, bar) = (self.stop.clone(), self.bar.clone());
        move |progress| {
            if let Some(total) = progress.total {
                bar.set_length(total);
            }
            bar.set_position(progress.done);
            match stop.load(Ordering::Relaxed) {
                true => Go::Stop,
                false => Go::On,
            }
        }
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
