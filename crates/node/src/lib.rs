//! The node: running seats on one machine.
//!
//! One writer, the state that readers look at, the party's own keys, people who may act, peers. Everything
//! that decides anything stands in `record` and `domain`; this crate stores, asks the time, and connects.

pub mod accept;
pub mod act;
mod arrivals;
pub mod backup;
pub mod bundle;
pub mod clock;
mod cores;
pub mod device;
mod doubt;
mod duty;
mod erasure;
pub mod fault;
mod forks;
pub mod founding;
mod given_up;
pub mod heal;
pub mod host;
pub mod keys;
mod node;
pub mod notes;
mod offices;
mod offline;
pub mod peers;
pub mod people;
pub mod pouch;
pub mod proof;
mod receipts;
mod refolds;
pub mod renew;
pub mod repair;
mod replay;
pub mod running;
pub mod seat;
mod shared;
pub mod space;
pub mod verify;
mod waiting;
mod witness;
mod words;
mod writer;

pub use act::{ActError, Prepared, Receipt, Ticket};
pub use arrivals::Arrival;
pub use fault::NodeFault;
pub use founding::Delegation;
pub use given_up::GIVEN_UP_RESTORED;
pub use heal::Stop;
pub use keys::Setup;
pub use net::invitation::Invitation;
pub use node::Node;
pub use private::{
    Acknowledged, ApprovalStep, Change, ForecastGrade, GivenUp, NewPaper, Paper, PaperId,
    PaperKind, ShownStep, StepStatus,
};
pub use renew::Plan;
pub use running::Running;
pub use seat::{Name, Seat};
pub use shared::Shared;
pub use space::{ShowsLess, Space};
