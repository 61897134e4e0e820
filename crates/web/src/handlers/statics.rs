//! The style, the script and the icon. Their addresses change with their content, so they are kept for ever.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A static file.
pub async fn file(Path(name): Path<String>) -> Response {
    match crate::assets::find(&format!("/static/{name}")) {
        None => StatusCode::NOT_FOUND.into_response(),
        Some(asset) => {
            let headers = [
                (header::CONTENT_TYPE, asset.media_type),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ];
            (headers, asset.bytes.as_slice()).into_response()
        }
    }
}
