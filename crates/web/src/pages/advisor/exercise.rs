//! The reading exercise: `{base}/advisor/exercise`.

use advice::agenda::Told;
use askama::Template;

use crate::frame::Frame;

/// Two demands that wait for one another, and an order of talks around them.
///
/// POST `{base}/advisor/exercise/copy` makes an agenda of one's own of it.
#[derive(Template)]
#[template(path = "advisor/exercise.html")]
pub struct ExercisePage {
    /// The frame.
    pub frame: Frame,
    /// The plan, the circle and its way out, in words.
    pub told: Told,
    /// Where the numbers come from.
    pub note: String,
}
