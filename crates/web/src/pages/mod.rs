//! One struct per page. Handlers fill it from the state; the template of the same area prints it.
//!
//! Forms answer to these addresses (`{base}` is `frame.base`); see each struct for the names of the fields.
//!
//! | page | asks with | sends to |
//! | --- | --- | --- |
//! | [`framework::ListPage`] | GET `?q=&status=` | itself |
//! | [`item::ItemPage`] | acts | POST `{base}/item/{id}/{act}` |
//! | [`propose::ProposePage`] | a text | POST `{base}/propose`, `{base}/item/{id}/amend`, `/move`, `/position` |
//! | [`check::CheckPage`] | a signature | POST `{base}/sign` |
//! | [`suspend::SuspendPage`] | many items, one reason | POST `{base}/suspend` |
//! | [`record::RecordPage`] | GET `?party=&kind=&q=` | itself |
//! | [`record::VerifyPage`] | nothing | POST `{base}/record/verify` |
//! | [`advisor::agenda::AgendaPage`] | an agenda | POST `{base}/advisor/agenda/new`, `{base}/advisor/agenda/{id}`, and `/round`, `/reopen`, `/copy` |
//! | [`advisor::note::NotePage`] | a note | POST `{base}/advisor/note/new`, `{base}/advisor/note/{id}`, and `/publish` |
//! | [`advisor::exercise::ExercisePage`] | nothing | POST `{base}/advisor/exercise/copy` |
//! | [`advisor::package`] | a package's paper | POST `{base}/advisor/package/new`, `/import`, and below `/{id}` |
//! | [`advisor::conflict::ConflictForm`] | a conflict | POST `{base}/advisor/conflict/new`, `{base}/advisor/conflict/{id}/change` |
//! | [`advisor::conflict::SituationPage`] | words for a proposal | POST `{base}/advisor/conflict/{id}/propose` |
//! | [`settings`] | | POST `{base}/settings/...` |
//! | [`login::LoginPage`] | `name`, `password`, `to` | POST `/login` |
//! | [`login::LinkPage`] | nothing | POST to its own address |

pub mod act;
pub mod advisor;
pub mod brief;
pub mod check;
pub mod differs;
pub mod erasure;
pub mod error;
pub mod first_run;
pub mod framework;
pub mod item;
pub mod login;
pub mod notes;
pub mod parts;
pub mod propose;
pub mod record;
pub mod relationship;
pub mod settings;
pub mod suspend;
pub mod text;
pub mod waiting;
