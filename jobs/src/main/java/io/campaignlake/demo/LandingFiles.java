package io.campaignlake.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The landing folders as they fill: per folder and UTC day of arrival one file, and a further one
 * when it grows long. Days before the one being made are published and closed, so only the days
 * that still wait for late documents are open.
 */
final class LandingFiles implements Closeable {
  private static final long LONGEST = 50_000;

  private final Path out;
  private final LocalDate start;
  private final Instant end;
  private final Map<Slot, LandingFile> open =
      new TreeMap<>(Comparator.comparing(Slot::day).thenComparing(Slot::folder));
  private final Map<Slot, Integer> parts = new HashMap<>();
  private final Map<Folder, GeneratedLanding.Count> counts = new EnumMap<>(Folder.class);
  private LocalDate today;

  LandingFiles(Path out, LocalDate start, Instant end) {
    this.out = out;
    this.start = start;
    this.end = end;
    this.today = start;
    for (Folder folder : Folder.values()) {
      counts.put(folder, new GeneratedLanding.Count(0, 0));
    }
  }

  /** From now on documents arrive on this day or later. */
  void beginDay(LocalDate day) {
    today = day;
    publishBefore(day);
  }

  /** Lands a document; what would arrive after the end of the data never comes. */
  void append(Folder folder, Instant arrivesAt, ObjectNode document) {
    if (!arrivesAt.isBefore(end)) {
      return;
    }
    Slot slot = new Slot(folder, arrivalDay(arrivesAt));
    try {
      fileWithRoom(slot).write(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LandingFile fileWithRoom(Slot slot) throws IOException {
    LandingFile file = open.get(slot);
    if (file != null && file.documents() < LONGEST) {
      return file;
    }
    if (file != null) {
      publish(slot.folder(), open.remove(slot));
    }
    LandingFile next = create(slot, parts.merge(slot, 1, Integer::sum));
    open.put(slot, next);
    return next;
  }

  /** The day on which a document arrives that is ready at this instant: never a past one. */
  LocalDate arrivalDay(Instant readyAt) {
    LocalDate day = LocalDate.ofInstant(readyAt, ZoneOffset.UTC);
    return day.isBefore(today) ? today : day;
  }

  /** Lands a file that holds just this document. */
  void publishSingle(Folder folder, String name, ObjectNode document) {
    Path target = out.resolve(folder.path()).resolve(name + ".json");
    try (LandingFile file = LandingFile.jsonLines(target)) {
      file.write(document);
      publish(folder, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Publishes all that is still open. */
  GeneratedLanding finish() {
    publishBefore(LocalDate.MAX);
    SortedMap<String, GeneratedLanding.Count> folders = new TreeMap<>();
    counts.forEach((folder, count) -> folders.put(folder.path(), count));
    return new GeneratedLanding(folders);
  }

  @Override
  public void close() throws IOException {
    for (LandingFile file : open.values()) {
      file.close();
    }
    open.clear();
  }

  private void publishBefore(LocalDate day) {
    Iterator<Map.Entry<Slot, LandingFile>> slots = open.entrySet().iterator();
    while (slots.hasNext()) {
      Map.Entry<Slot, LandingFile> slot = slots.next();
      if (!slot.getKey().day().isBefore(day)) {
        return;
      }
      try {
        publish(slot.getKey().folder(), slot.getValue());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      slots.remove();
    }
  }

  private void publish(Folder folder, LandingFile file) throws IOException {
    file.publish();
    counts.merge(
        folder, new GeneratedLanding.Count(1, file.documents()), GeneratedLanding.Count::plus);
  }

  /** Every third day is compressed; the send log comes as CSV on another third. */
  private LandingFile create(Slot slot, int part) throws IOException {
    String name = String.format(Locale.ROOT, "%s-%03d", slot.day(), part);
    Path folder = out.resolve(slot.folder().path());
    int turn = (int) Math.floorMod(ChronoUnit.DAYS.between(start, slot.day()), 3L);
    if (turn == 1 && slot.folder() == Folder.SENDS) {
      return LandingFile.csv(folder.resolve(name + ".csv"), SendLog.COLUMNS);
    }
    String ending = turn == 2 ? ".jsonl.gz" : ".jsonl";
    return LandingFile.jsonLines(folder.resolve(name + ending));
  }

  private record Slot(Folder folder, LocalDate day) {}
}
