//! What can go wrong around the program: it is killed, the disk is full, the index is damaged.

mod connections;
mod damaged;
mod killed;
mod moments;
mod refused;
mod rows;
