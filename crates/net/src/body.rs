//! Reading the body of a request or answer from somebody who may send too much, too slowly, or never end.

use std::time::Duration;

use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use tokio::time::{Instant, timeout_at};

/// A body has this long to begin with ...
pub const PATIENCE: Duration = Duration::from_secs(30);
/// ... and one more second for each so many bytes (a slow satellite line does 8 KiB/s).
pub const BYTES_PER_SECOND_MIN: u64 = 4096;

/// Reads a whole body of at most `most` bytes.
///
/// # Errors
/// It announces or brings more, comes too slowly, or breaks off.
pub async fn read(mut body: Incoming, most: usize) -> Result<Vec<u8>, BodyError> {
    if body.size_hint().lower() > most as u64 {
        return Err(BodyError::TooLarge);
    }
    let begun = Instant::now();
    let mut bytes = Vec::new();
    loop {
        let deadline = begun + allowance(bytes.len());
        let frame = match timeout_at(deadline, body.frame()).await {
            Err(_) => return Err(BodyError::TooSlow),
            Ok(None) => return Ok(bytes),
            Ok(Some(frame)) => frame?,
        };
        let data = frame.data_ref().map_or(&[][..], |data| data);
        if bytes.len() + data.len() > most {
            return Err(BodyError::TooLarge);
        }
        bytes.extend_from_slice(data);
    }
}

/// How long so many bytes may take.
pub fn allowance(bytes: usize) -> Duration {
    PATIENCE + Duration::from_secs(bytes as u64 / BYTES_PER_SECOND_MIN)
}

/// Why a body was not read.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// More bytes than are accepted.
    #[error("the body is too large")]
    TooLarge,
    /// Fewer bytes a second than are accepted.
    #[error("the body comes too slowly")]
    TooSlow,
    /// The connection broke.
    #[error("the body broke off")]
    Broken(#[from] hyper::Error),
}
