package dev.parley.inference.store;

/// A model of the manifest, and whether this store has it.
///
/// @param name what [ModelStore#obtain] calls it, also the name of its folder
/// @param role what it is for, such as `transcription`
/// @param title what it is, for people
/// @param licence under which its files are published, an SPDX identifier or several
/// @param inDefaultSet whether Parley needs it unless configured otherwise
/// @param present whether all files are there with the right sizes; [ModelStore#verify] looks
///     closer
/// @param bytes the size of all its files, present or not
public record StoredModel(
    String name,
    String role,
    String title,
    String licence,
    boolean inDefaultSet,
    boolean present,
    long bytes) {}
