//! What went wrong, as problem details (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use i18n::{Lang, Localizer};
use node::clock::random;
use node::device::Unsigned;
use node::{ActError, Stop};
use record::ids::hex_of;
use serde_json::json;

/// An answer that is not the one asked for.
pub struct Trouble {
    status: StatusCode,
    code: &'static str,
    detail: String,
}

/// What a handler gives.
pub type Answer = Result<Response, Trouble>;

impl Trouble {
    /// The token is missing, unknown or has ended.
    pub fn who(l: &Localizer) -> Trouble {
        Trouble {
            status: StatusCode::UNAUTHORIZED,
            code: "unauthorized",
            detail: l.t("login-failed"),
        }
    }

    /// The token is one to read with.
    pub fn scope(l: &Localizer) -> Trouble {
        Trouble {
            status: StatusCode::FORBIDDEN,
            code: "scope",
            detail: l.t("refusals-api-scope"),
        }
    }

    /// The Idempotency-Key belongs to another request.
    pub fn other_request(l: &Localizer) -> Trouble {
        Trouble {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            code: "idempotency-key-reused",
            detail: l.t("refusals-api-idempotency"),
        }
    }

    /// The same request is under way.
    pub fn in_progress(l: &Localizer) -> Trouble {
        Trouble {
            status: StatusCode::CONFLICT,
            code: "in-progress",
            detail: l.t("refusals-api-in-progress"),
        }
    }

    /// More streams than a token may have.
    pub fn too_many_streams(l: &Localizer) -> Trouble {
        Trouble {
            status: StatusCode::TOO_MANY_REQUESTS,
            code: "too-many-streams",
            detail: l.t("refusals-api-streams"),
        }
    }

    /// Unknown, and not a member: the same answer.
    pub fn not_found(l: &Localizer) -> Trouble {
        Trouble {
            status: StatusCode::NOT_FOUND,
            code: "not-found",
            detail: l.t("refusals-not-found"),
        }
    }

    /// A change that does not say what it was made from.
    pub fn if_match(l: &Localizer) -> Trouble {
        Trouble {
            status: StatusCode::PRECONDITION_REQUIRED,
            code: "if-match-missing",
            detail: l.t("refusals-api-if-match"),
        }
    }

    /// What was changed is not any more as the caller read it.
    pub fn moved(l: &Localizer) -> Trouble {
        Trouble {
            status: StatusCode::PRECONDITION_FAILED,
            code: "moved",
            detail: l.t("refusals-api-moved"),
        }
    }

    /// The request is not what the document describes; `what` says where.
    pub fn malformed(what: impl std::fmt::Display) -> Trouble {
        Trouble {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            code: "malformed",
            detail: what.to_string(),
        }
    }

    /// Too many tries.
    pub fn too_many(l: &Localizer) -> Trouble {
        Trouble {
            status: StatusCode::TOO_MANY_REQUESTS,
            code: "too-many",
            detail: l.t("refusals-error-too-many"),
        }
    }

    /// A fault of this node: logged here, once.
    pub fn fault(fault: impl std::fmt::Display) -> Trouble {
        let reference = hex_of(&random::<4>());
        tracing::error!(reference, %fault, "an API request met a fault");
        Trouble {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            code: "fault",
            detail: reference,
        }
    }

    /// An act that did not happen.
    pub fn not_done(l: &Localizer, error: ActError) -> Trouble {
        match error {
            ActError::Refused(refusal) => Trouble::refused(l, &refusal),
            ActError::Forgotten => Trouble {
                status: StatusCode::GONE,
                code: "forgotten",
                detail: l.t("check-changed"),
            },
            ActError::Unsigned(why) => Trouble::unsigned(l, why),
            ActError::NotSeated => Trouble::not_found(l),
            ActError::Stopped(why) => Trouble {
                status: StatusCode::SERVICE_UNAVAILABLE,
                code: match why {
                    Stop::Forked => "forked",
                    Stop::Waits => "waits",
                },
                detail: crate::errors::stopped(l, why),
            },
            ActError::Replaced => Trouble {
                status: StatusCode::SERVICE_UNAVAILABLE,
                code: "keys-replaced",
                detail: l.t("refusals-replaced"),
            },
            ActError::InDoubt => Trouble {
                status: StatusCode::SERVICE_UNAVAILABLE,
                code: "in-doubt",
                detail: l.t("refusals-in-doubt"),
            },
            ActError::Fault(fault) => Trouble::fault(fault),
        }
    }

    /// A signature that does not sign what was prepared.
    pub fn unsigned(l: &Localizer, why: Unsigned) -> Trouble {
        let status = match why {
            Unsigned::OtherPerson => StatusCode::FORBIDDEN,
            Unsigned::OtherBytes | Unsigned::DoesNotFit => StatusCode::UNPROCESSABLE_ENTITY,
            Unsigned::KeyElsewhere => StatusCode::CONFLICT,
        };
        Trouble {
            status,
            code: why.code(),
            detail: crate::errors::unsigned(l, why),
        }
    }

    fn refused(l: &Localizer, refusal: &Refusal) -> Trouble {
        let status = match refusal {
            Refusal::UnknownText(_) | Refusal::UnknownItem(_) => StatusCode::NOT_FOUND,
            Refusal::PowersMissing | Refusal::PowersExpired { .. } | Refusal::NotOurs { .. } => {
                StatusCode::FORBIDDEN
            }
            _ => StatusCode::CONFLICT,
        };
        Trouble {
            status,
            code: refusal.code(),
            detail: crate::errors::said(l, refusal),
        }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let title = self.status.canonical_reason().unwrap_or_default();
        let body = json!({ "type": "about:blank", "title": title, "status": self.status.as_u16(), "code": self.code, "detail": self.detail });
        let mut answer = (self.status, Json(body)).into_response();
        answer.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        answer
    }
}

/// Runs what takes long, or waits for the disk, where it holds up nobody else.
pub async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Trouble> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Trouble::fault)
}

/// The language that a request accepts.
pub fn language(headers: &axum::http::HeaderMap) -> Localizer {
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    Lang::negotiate(accepted.unwrap_or_default()).l()
}
