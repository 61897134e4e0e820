//! What the nodes of these tests log, at every level, so that it can be searched.

use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock};

use tracing_subscriber::EnvFilter;

/// Everything of ours, and of others what an operator would see.
const EVERYTHING: &str =
    "info,web=trace,node=trace,net=trace,domain=trace,record=trace,store=trace,private=trace";

static LOG: OnceLock<Log> = OnceLock::new();

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("a log is always whole").extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Begins to listen, once in the process.
pub fn listen() {
    LOG.get_or_init(|| {
        let log = Log::default();
        let writer = log.clone();
        tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new(EVERYTHING))
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .init();
        log
    });
}

/// What was written since.
pub fn written() -> String {
    let log = LOG.get().expect("somebody listens");
    let bytes = log.0.lock().expect("a log is always whole");
    String::from_utf8_lossy(&bytes).into_owned()
}
