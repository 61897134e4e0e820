//! Agendas: in which order items are taken up, so that trust grows over rounds.
