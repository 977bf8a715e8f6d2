package io.campaignlake.silver;

import io.campaignlake.lake.Field;
import io.campaignlake.lake.Table;
import io.campaignlake.raw.RawTables;
import io.campaignlake.raw.Rejected;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Function1;

/**
 * The parts of documents as rows of Spark's own: where they stand, what became of them, and for
 * each table that the parser feeds a struct, of which at most one is there.
 */
final class PartRows implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {
  private static final long serialVersionUID = 1L;

  static final String REASON = Rejected.REJECT_REASON.name();
  static final String TEXT = Rejected.DOCUMENT.name();

  /** Of a raw row, what {@link #call} takes. */
  static final Column[] RAW_COLUMNS = {
    RawTables.DOCUMENT.col(),
    RawTables.SOURCE.col(),
    RawTables.FILE.col(),
    RawTables.POSITION.col(),
    RawTables.INGESTED_AT.col()
  };

  // Their places.
  private static final int DOCUMENT = 0;
  private static final int SOURCE = 1;
  private static final int FILE = 2;
  private static final int POSITION = 3;
  private static final int INGESTED_AT = 4;

  /** How many columns come before those of the tables. */
  private static final int OWN_COLUMNS = 7;

  private final DocumentParser parser;
  private final List<Shape> shapes;
  private final Books books;

  PartRows(DocumentParser parser, List<Table> targets, Books books) {
    this.parser = parser;
    this.shapes = shapes(targets);
    this.books = books;
  }

  private static List<Shape> shapes(List<Table> targets) {
    List<Shape> shapes = new ArrayList<>();
    for (Table target : targets) {
      shapes.add(new Shape(target.name(), businessSchema(target)));
    }
    return shapes;
  }

  /** The struct of a table: its columns but those that say how a row came. */
  private record Shape(String table, StructType columns) implements Serializable {}

  static StructType schema(List<Table> targets) {
    StructType schema =
        new StructType()
            .add(REASON, DataTypes.StringType)
            .add(TEXT, DataTypes.StringType)
            .add(RawTables.SOURCE.name(), DataTypes.StringType)
            .add(RawTables.FILE.name(), DataTypes.StringType)
            .add(RawTables.POSITION.name(), DataTypes.LongType)
            .add(Rejected.ITEM.name(), DataTypes.IntegerType)
            .add(RawTables.INGESTED_AT.name(), DataTypes.TimestampType);
    for (Shape shape : shapes(targets)) {
      schema = schema.add(shape.table(), shape.columns());
    }
    return schema;
  }

  private static StructType businessSchema(Table target) {
    StructType schema = new StructType();
    for (Field field : target.fields()) {
      if (!field.name().startsWith("_")) {
        schema = schema.add(field.name(), field.type());
      }
    }
    return schema;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> documents) {
    return new Rows(documents, shapes.stream().map(Target::new).toList());
  }

  /** Turns the values of a table's row into Spark's. */
  private static final class Target {
    private final String table;
    private final List<Function1<Object, Object>> converters = new ArrayList<>();

    Target(Shape shape) {
      table = shape.table();
      for (var field : shape.columns().fields()) {
        converters.add(CatalystTypeConverters.createToCatalystConverter(field.dataType()));
      }
    }

    InternalRow row(Object[] values) {
      Object[] converted = new Object[values.length];
      for (int i = 0; i < values.length; i++) {
        converted[i] = converters.get(i).apply(values[i]);
      }
      return new GenericInternalRow(converted);
    }
  }

  /** Document by document, part by part. */
  private final class Rows implements Iterator<InternalRow> {
    private final Iterator<InternalRow> documents;
    private final List<Target> targets;
    private InternalRow document;
    private List<Parsed.Part> parts = List.of();
    private int next;

    Rows(Iterator<InternalRow> documents, List<Target> targets) {
      this.documents = documents;
      this.targets = targets;
    }

    @Override
    public boolean hasNext() {
      while (next == parts.size() && documents.hasNext()) {
        document = documents.next();
        parts = parsed(document);
        next = 0;
        skipIgnored();
      }
      return next < parts.size();
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new java.util.NoSuchElementException();
      }
      Parsed.Part part = parts.get(next);
      note(part.reason() == null ? Books.LOADED : Books.REJECTED, "");
      InternalRow row = row(part, next);
      next++;
      skipIgnored();
      return row;
    }

    /** What is of no use here is counted and goes no further. */
    private void skipIgnored() {
      while (next < parts.size() && parts.get(next).ignoredKind() != null) {
        note(Books.IGNORED, parts.get(next).ignoredKind());
        next++;
      }
    }

    private void note(String what, String kind) {
      books.add(new Books.Outcome(document.getUTF8String(SOURCE).toString(), what, kind));
    }

    private InternalRow row(Parsed.Part part, int item) {
      Object[] columns = new Object[OWN_COLUMNS + targets.size()];
      if (part.reason() != null) {
        columns[0] = UTF8String.fromString(part.reason().name());
        columns[1] =
            part.text() == null
                ? document.getUTF8String(DOCUMENT)
                : UTF8String.fromString(part.text());
      }
      columns[2] = document.getUTF8String(SOURCE);
      columns[3] = document.getUTF8String(FILE);
      columns[4] = document.getLong(POSITION);
      columns[5] = item;
      columns[6] = document.getLong(INGESTED_AT);
      for (int i = 0; part.table() != null && i < targets.size(); i++) {
        if (targets.get(i).table.equals(part.table().name())) {
          columns[OWN_COLUMNS + i] = targets.get(i).row(part.values());
        }
      }
      return new GenericInternalRow(columns);
    }
  }

  private List<Parsed.Part> parsed(InternalRow raw) {
    Parsed parsed = new Parsed();
    Instant ingestedAt = Instant.EPOCH.plus(raw.getLong(INGESTED_AT), ChronoUnit.MICROS);
    try {
      parser.parse(
          Json.parse(raw.getUTF8String(DOCUMENT).getBytes()),
          new EventTime(ingestedAt),
          raw.getUTF8String(SOURCE).toString(),
          parsed);
    } catch (BadValue e) {
      parsed.rejected(e.reason());
    }
    return parsed.parts();
  }
}
