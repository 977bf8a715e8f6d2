/** Mail through an SMTP server. It knows no business word: what is sent is others' matter. */
package io.campaignlake.mail;
