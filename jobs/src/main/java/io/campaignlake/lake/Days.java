package io.campaignlake.lake;

import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;

import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * Local dates that somebody chose, both ends included; an end that is null is open.
 *
 * @param from first day
 * @param to last day
 */
public record Days(LocalDate from, LocalDate to) {

  /** Whether a row of a table that has days lies on one of these. */
  Column contain(Table table, ZoneId zone) {
    Column day = table.day().col();
    boolean isTime = table.day().type().equals(DataTypes.TimestampType);
    Column date = isTime ? to_date(from_utc_timestamp(day, zone.getId())) : day;
    Column notBefore = from == null ? lit(true) : date.geq(lit(from));
    Column notAfter = to == null ? lit(true) : date.leq(lit(to));
    return notBefore.and(notAfter);
  }
}
