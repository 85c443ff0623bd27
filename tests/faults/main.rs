//! What can go wrong around the program: it is killed, the disk is full, the index is damaged.

mod damaged;
mod killed;
mod refused;
mod rows;
